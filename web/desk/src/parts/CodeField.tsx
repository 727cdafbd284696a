import { TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

/** Six digits of an authenticator app. */
export function CodeField({ value, onChange, input }: { value: string; onChange: (value: string) => void; input?: Ref<HTMLInputElement> }) {
  const { t } = useTranslation();
  return (
    <TextInput
      ref={input}
      name="code"
      label={t('signIn.code')}
      description={t('signIn.codeHint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9 ]{6,7}"
      required
      withAsterisk={false}
    />
  );
}
