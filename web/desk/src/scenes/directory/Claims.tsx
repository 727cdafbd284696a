import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { useMay } from '../../app/session';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Panel } from '../../parts/Panel';
import { Refusal } from '../../parts/Refusal';
import { areWhole, effectsOf, ofRules, readClaims, toRules, type Bringing } from './brings';
import { BringsSheet } from './BringsSheet';
import classes from './Directory.module.css';
import { provider, rules } from './provider';
import { useRoleAt } from './useRoleAt';

/** What the claims bring that the provider sends when somebody signs in. */
export function Claims() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(rules);
  return (
    <Panel title={t('directory.claims')}>
      {data === undefined && (error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />)}
      {data !== undefined && <Sheet claim={data.claim} saved={ofRules(data.rules)} />}
    </Panel>
  );
}

async function preview(lines: readonly Bringing[], signal: AbortSignal) {
  const { gains, loses } = await answer(api.POST('/api/openid/rules/preview', { body: { rules: toRules(lines) }, signal }));
  return effectsOf(gains, loses);
}

function Sheet({ claim, saved }: { claim: string; saved: readonly Bringing[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayChange = useMay('openid.change');
  const { data: offer } = useQuery(provider);
  const [lines, setLines] = useState(saved);
  return (
    <>
      {offer !== undefined && offer.name === undefined && (
        <p className={classes.none}>
          <IconPlugConnectedX size={18} aria-hidden />
          {t('directory.noProvider')}
        </p>
      )}
      <p className={classes.words}>{t('directory.claimsLead', { claim, name: offer?.name ?? t('directory.aProvider') })}</p>
      <BringsSheet
        of="claims"
        mayChange={mayChange}
        saved={saved}
        known={[]}
        preview={preview}
        onEdit={setLines}
        save={async (edited) => {
          queries.setQueryData(rules.queryKey, await answer(api.PUT('/api/openid/rules', { body: { rules: toRules(edited) } })));
        }}
      />
      <Trial claim={claim} lines={lines} />
    </>
  );
}

const restMillis = 350;

/** "These claims would bring": tried against the lines as they stand above, saved or not. */
function Trial({ claim, lines }: { claim: string; lines: readonly Bringing[] }) {
  const { t } = useTranslation();
  const inWords = useRoleAt();
  const [text, setText] = useState('');
  const claims = readClaims(text);
  const [asked] = useDebouncedValue({ text, lines }, restMillis);
  const ready = readClaims(asked.text) !== undefined && areWhole(asked.lines);
  const { data, error } = useQuery({
    queryKey: ['openid-trial', asked.text, toRules(asked.lines)],
    enabled: ready,
    placeholderData: keepPreviousData,
    staleTime: 0,
    queryFn: ({ signal }) =>
      answer(api.POST('/api/openid/rules/preview', { body: { rules: toRules(asked.lines), claims: JSON.parse(asked.text) }, signal })),
  });
  const wrong = text.trim() !== '' && claims === undefined;
  return (
    <section className={classes.trial} aria-label={t('directory.trial')}>
      <Textarea
        label={t('directory.trial')}
        description={t('directory.trialHint', { claim })}
        placeholder={`{"${claim}": ["leads"]}`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={wrong && t('directory.trialWrong')}
        autosize
        minRows={3}
        maxRows={10}
        classNames={{ input: 'mono' }}
      />
      <div role="status">
        {ready && claims !== undefined && data?.brought.length === 0 && <p>{t('directory.bringsNothing')}</p>}
        {ready && claims !== undefined && data !== undefined && data.brought.length > 0 && (
          <ul>
            {data.brought.map((each) => (
              <li key={`${each.value} ${each.role} ${each.unit?.id ?? ''}`}>{t('directory.brought', { value: each.value, what: inWords(each) })}</li>
            ))}
          </ul>
        )}
      </div>
      <Refusal error={ready ? error : null} />
    </section>
  );
}
