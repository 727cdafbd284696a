import { IconCircleDashed, IconLink, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../api/types';
import classes from './ProofMark.module.css';

type State = Entry['state'];
const order: readonly State[] = ['RECORDED', 'SEQUENCED', 'PUBLISHED'];
const signs = { RECORDED: IconCircleDashed, SEQUENCED: IconLink, PUBLISHED: IconRosetteDiscountCheck };

/** How far the least proven of the entries has come. */
export function ProofMark({ states }: { states: readonly State[] }) {
  const { t } = useTranslation();
  const least = order.find((state) => states.includes(state)) ?? 'RECORDED';
  const Sign = signs[least];
  return (
    <span className={classes.mark} data-state={least}>
      <Sign size={16} stroke={1.7} aria-hidden />
      {t(`custody.proof.${least}`)}
    </span>
  );
}
