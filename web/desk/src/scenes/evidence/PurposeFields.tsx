import { Radio, TextInput, Textarea } from '@mantine/core';
import { queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import classes from './Purpose.module.css';

export interface PurposeItem {
  code: string;
  name: string;
  needs: string;
}

/** As a person says it. */
export interface StatedPurpose {
  code: string;
  reference: string;
  words: string;
}

export const nothingStated: StatedPurpose = { code: '', reference: '', words: '' };

/** In the language of the desk, which the server puts them into. */
export const purposes = (language: string) =>
  queryOptions({
    queryKey: ['purposes', language],
    staleTime: 300_000,
    queryFn: ({ signal }) => answer(api.GET('/api/purposes', { signal })),
  });

/** One of the house's purposes, with what it needs. */
export function PurposeFields(props: {
  purposes: readonly PurposeItem[];
  stated: StatedPurpose;
  onChange: (stated: StatedPurpose) => void;
}) {
  const { t } = useTranslation();
  const { stated, onChange } = props;
  const needs = props.purposes.find((each) => each.code === stated.code)?.needs;
  return (
    <>
      <Radio.Group
        label={t('purpose.which')}
        value={stated.code}
        onChange={(code) => onChange({ ...stated, code })}
        className={classes.choices ?? ''}
      >
        {props.purposes.map((each) => (
          <Radio key={each.code} value={each.code} label={each.name} />
        ))}
      </Radio.Group>
      {needs !== undefined && (
        <TextInput
          label={needs === 'REFERENCE' ? t('purpose.reference') : t('purpose.referenceIfAny')}
          value={stated.reference}
          maxLength={200}
          required={needs === 'REFERENCE'}
          withAsterisk={false}
          onChange={(event) => onChange({ ...stated, reference: event.currentTarget.value })}
        />
      )}
      {needs !== undefined && (
        <Textarea
          label={needs === 'WORDS' ? t('purpose.words') : t('purpose.wordsIfAny')}
          value={stated.words}
          maxLength={500}
          autosize
          required={needs === 'WORDS'}
          withAsterisk={false}
          onChange={(event) => onChange({ ...stated, words: event.currentTarget.value })}
        />
      )}
    </>
  );
}
