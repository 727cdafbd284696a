import { Button, Divider, PasswordInput, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { knowsPasskeys } from '../../api/passkey';
import { Problem } from '../../api/problem';
import { usePasskeySignIn, useSignIn, waysIn } from '../../app/session';
import { CodeField } from '../../parts/CodeField';
import { Loading } from '../../parts/Loading';
import { Seal } from '../../parts/Seal';
import { Refusal } from '../../parts/Refusal';
import { useTitle } from '../../parts/useTitle';
import { OpenIdButton } from './OpenIdButton';
import classes from './SignIn.module.css';

const route = getRouteApi('/sign-in');

export function SignIn() {
  const { t } = useTranslation();
  const ways = useQuery(waysIn);
  const { next } = route.useSearch();
  const [accepted, setAccepted] = useState(false);
  useTitle(t('signIn.title'));
  const notice = ways.data?.notice;
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Seal size={52} />
          <span className={classes.name}>Vidimus</span>
        </div>
        <p className={classes.lead}>{t('signIn.lead')}</p>
        <h1 className="vh">{t('signIn.title')}</h1>
        {ways.isPending && <Loading />}
        {notice !== undefined && !accepted && (
          <section className={classes.notice} aria-label={t('signIn.notice')}>
            <p>{notice}</p>
            <Button size="md" onClick={() => setAccepted(true)} autoFocus>
              {t('signIn.accept')}
            </Button>
          </section>
        )}
        {/* A server that says nothing of its ways is still asked by a password, and says then what is wrong. */}
        {!ways.isPending && (notice === undefined || accepted) && (
          <>
            <Ways passkeys={ways.data?.passkeys === true && knowsPasskeys()} accepted={accepted} locksAfter={ways.data?.locksAfter} />
            <OpenIdButton next={next} accepted={accepted} />
          </>
        )}
        <p className={classes.note}>{t('signIn.note')}</p>
      </div>
    </main>
  );
}

function Ways({ passkeys, accepted, locksAfter }: { passkeys: boolean; accepted: boolean; locksAfter: number | undefined }) {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const router = useRouter();
  const byPassword = useSignIn();
  const byPasskey = usePasskeySignIn();
  const [code, setCode] = useState('');
  const password = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const wantsCode = hasCode(byPassword.error, 'code-needed', 'code-refused');
  const [asksCode, setAsksCode] = useState(false);
  useEffect(() => {
    if (asksCode) codeField.current?.focus();
  }, [asksCode]);

  const enter = { onSuccess: () => router.history.push(next ?? '/') };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    byPassword.mutate(
      { login: text(form, 'login'), password: text(form, 'password'), ...(code === '' ? {} : { code }), ...(accepted ? { accepted } : {}) },
      {
        ...enter,
        onError: (problem) => {
          if (hasCode(problem, 'code-needed', 'code-refused')) {
            setAsksCode(true);
            setCode('');
            codeField.current?.focus();
          } else {
            setAsksCode(false);
            setCode('');
            password.current?.select();
          }
        },
      },
    );
  };

  return (
    <form className={classes.ways} onSubmit={submit}>
      {passkeys && (
        <>
          <Button
            size="md"
            leftSection={<IconFingerprint size={20} aria-hidden />}
            loading={byPasskey.isPending}
            onClick={() => byPasskey.mutate(accepted, enter)}
          >
            {t('signIn.passkey')}
          </Button>
          <Refusal error={byPasskey.error} />
          <Divider label={t('signIn.or')} />
        </>
      )}
      <TextInput name="login" label={t('signIn.login')} autoComplete="username" required autoFocus={!passkeys} withAsterisk={false} size="md" />
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
      {asksCode && <CodeField input={codeField} value={code} onChange={setCode} />}
      <Refusal error={wantsCode && hasCode(byPassword.error, 'code-needed') ? null : byPassword.error} />
      {locksAfter !== undefined && hasCode(byPassword.error, 'sign-in-refused', 'code-refused') && (
        <p className={classes.note}>{t('signIn.locks', { count: locksAfter })}</p>
      )}
      <Button type="submit" size="md" variant={passkeys ? 'default' : 'filled'} loading={byPassword.isPending}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}

function hasCode(problem: unknown, ...codes: readonly string[]): boolean {
  return problem instanceof Problem && codes.includes(problem.code);
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
