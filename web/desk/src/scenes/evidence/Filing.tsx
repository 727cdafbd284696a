import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCategories, useCategoryName } from '../../api/categories';
import type { Detail } from '../../api/types';
import { Fact, Facts } from '../../parts/Facts';
import { Panel } from '../../parts/Panel';
import { useTellProblem } from '../../parts/problemText';
import { Editable } from './Editable';
import { useClassify } from './useEvidence';

/** What the evidence is filed as. */
export function Filing({ detail }: { detail: Detail }) {
  const { t } = useTranslation();
  const categories = useCategories();
  const nameOf = useCategoryName();
  const classify = useClassify(detail.id);
  const tell = useTellProblem();
  const may = detail.may.includes('evidence.classify');
  return (
    <Panel title={t('evidence.filing')}>
      <Facts>
        <Fact name={t('evidence.category')}>
          {may ? (
            <Select
              size="xs"
              aria-label={t('evidence.category')}
              placeholder={t('library.uncategorised')}
              // Whoever files under one that is held closely may not see it afterwards: that is said before.
              data={categories.map(({ id, name, level }) => ({
                value: id,
                label: level === undefined || level === 'OPEN' ? name : t('evidence.categoryHeld', { name, level: t(`rolebook.level.${level}`) }),
              }))}
              value={detail.category ?? null}
              clearable
              clearButtonProps={{ 'aria-label': t('evidence.noCategory') }}
              disabled={classify.isPending}
              onChange={(category) => classify.mutate({ category: category ?? '' }, { onError: tell })}
            />
          ) : detail.category === undefined ? (
            t('library.uncategorised')
          ) : (
            nameOf(detail.category)
          )}
        </Fact>
        <Fact name={t('evidence.place')}>
          <Editable
            as="span"
            value={detail.place ?? ''}
            placeholder={t('evidence.noPlace')}
            label={t('evidence.place')}
            may={may}
            save={(place) => classify.mutateAsync({ place })}
          />
        </Fact>
      </Facts>
    </Panel>
  );
}
