import { Button, PasswordInput, TextInput } from '@mantine/core';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useRef, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignIn } from '../../app/session';
import { Seal } from '../../parts/Seal';
import { Refusal } from '../../parts/Refusal';
import { useTitle } from '../../parts/useTitle';
import { OpenIdButton } from './OpenIdButton';
import classes from './SignIn.module.css';

const route = getRouteApi('/sign-in');

export function SignIn() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const router = useRouter();
  const signIn = useSignIn();
  const password = useRef<HTMLInputElement>(null);
  useTitle(t('signIn.title'));

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate(
      { login: text(form, 'login'), password: text(form, 'password') },
      { onSuccess: () => router.history.push(next ?? '/'), onError: () => password.current?.select() },
    );
  };

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit}>
        <div className={classes.brand}>
          <Seal size={52} />
          <span className={classes.name}>Vidimus</span>
        </div>
        <p className={classes.lead}>{t('signIn.lead')}</p>
        <h1 className="vh">{t('signIn.title')}</h1>
        <TextInput name="login" label={t('signIn.login')} autoComplete="username" required autoFocus withAsterisk={false} size="md" />
        <PasswordInput
          ref={password}
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
        />
        <Refusal error={signIn.error} />
        <Button type="submit" size="md" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
        <OpenIdButton next={next} />
        <p className={classes.note}>{t('signIn.note')}</p>
      </form>
    </main>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
