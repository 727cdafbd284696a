import { useProblemText } from './problemText';
import classes from './Refusal.module.css';

/** Why a form was refused, said where the person is looking. */
export function Refusal({ error }: { error: unknown }) {
  const describe = useProblemText();
  return <div role="alert">{error !== null && error !== undefined && <p className={classes.refused}>{describe(error).text}</p>}</div>;
}
