import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import classes from './OpenIdButton.module.css';

const failures = [
  'openid-declined',
  'openid-flow-unknown',
  'openid-unknown-person',
  'openid-unreachable',
  'openid-untrusted',
  'notice-not-accepted',
  'sign-in-refused',
] as const;

/** Why it did not work, when the browser comes back from the provider for that. */
export function useOpenIdFailure(): string | undefined {
  const { t } = useTranslation();
  const failure = failures.find((code) => window.location.hash === `#${code}`);
  return failure === undefined ? undefined : t(`openId.failure.${failure}`);
}

/** The way in by the agency's own provider, where there is one; and why it did not work, when the browser comes back for that. */
export function OpenIdButton({ next, accepted }: { next?: string | undefined; accepted: boolean }) {
  const { t } = useTranslation();
  const offer = useQuery({
    queryKey: ['openid'],
    staleTime: Infinity,
    queryFn: () => answer(api.GET('/api/openid')),
  });
  const name = offer.data?.name;
  const failure = useOpenIdFailure();
  if (name === undefined) return null;
  const start = `/api/openid/start?${new URLSearchParams({ next: next ?? '/', ...(accepted ? { accepted: 'true' } : {}) }).toString()}`;
  return (
    <div className={classes.way}>
      <div role="alert">{failure !== undefined && <p className={classes.failure}>{failure}</p>}</div>
      <Button component="a" href={start} variant="default" size="md" fullWidth>
        {t('openId.signIn', { name })}
      </Button>
    </div>
  );
}
