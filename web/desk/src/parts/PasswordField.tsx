import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './PasswordField.module.css';

const shortest = 10;
const good = 16;

/** A new password, with a word on how good it is. Length counts; nothing is asked about the kinds of characters. */
export function PasswordField(props: { label: string; value: string; onChange: (value: string) => void; name: string; required: boolean }) {
  const { t } = useTranslation();
  const length = [...props.value].length;
  const missing = shortest - length;
  const hint =
    length === 0 ? t('password.hint') : missing > 0 ? t('password.short', { count: missing }) : length < good ? t('password.fair') : t('password.good');
  return (
    <div className={classes.field}>
      <PasswordInput
        name={props.name}
        label={props.label}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
        required={props.required}
        withAsterisk={false}
        autoComplete="new-password"
        aria-describedby={`${props.name}-hint`}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
      />
      <meter className={classes.meter} min={0} max={good} low={shortest} high={good - 1} optimum={good} value={Math.min(length, good)} aria-hidden />
      <p id={`${props.name}-hint`} className={classes.hint}>
        {hint}
      </p>
    </div>
  );
}
