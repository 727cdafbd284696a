import { Button } from '@mantine/core';
import { IconArrowLeft, IconFileExport } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Detail } from '../../api/types';
import { StateMark } from '../../parts/StateMark';
import { Editable } from './Editable';
import { Export } from './Export';
import classes from './Heading.module.css';
import { useClassify } from './useEvidence';

export function Heading({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const { history } = useRouter();
  const classify = useClassify(detail.id);
  const [exporting, setExporting] = useState(false);
  return (
    <header className={classes.head}>
      <Link
        to="/evidence"
        className={classes.back}
        aria-label={t('evidence.back')}
        onClick={(event) => {
          // Back to the same filters and the same place in the list, where one came from there.
          if (!history.canGoBack()) return;
          event.preventDefault();
          history.back();
        }}
      >
        <IconArrowLeft size={20} aria-hidden />
      </Link>
      <Editable
        as="h1"
        value={detail.title}
        label={t('evidence.title')}
        may={detail.may.includes('evidence.classify')}
        required
        save={(title) => classify.mutateAsync({ title })}
      />
      <StateMark state={detail.state} />
      <span className={classes.spring} />
      {detail.may.includes('bundle.export') && (
        <Button leftSection={<IconFileExport size={17} aria-hidden />} onClick={() => setExporting(true)}>
          {t('export.open')}
        </Button>
      )}
      <Export detail={detail} open={exporting} onClose={() => setExporting(false)} />
    </header>
  );
}
