import { useQueryClient } from '@tanstack/react-query';
import { account, sittings } from '../../api/account';
import { session } from '../../app/session';

/** After a change of one's own ways: whoever was held back for want of a second factor may be no longer. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: account.queryKey }),
      queries.invalidateQueries({ queryKey: sittings.queryKey }),
      queries.invalidateQueries({ queryKey: session.queryKey }),
    ]);
  };
}
