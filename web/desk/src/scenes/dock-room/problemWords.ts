import { useTranslation } from 'react-i18next';
import '../../i18n/fleet';

/** What is wrong with a slot, in few words; another code of a dock's stands as it is. */
export function useProblemWords(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => {
    switch (code) {
      case 'unknown-camera':
      case 'no-such-camera':
        return t('dockRoom.code.unknownCamera');
      case 'two-cameras':
      case 'serial-twice':
        return t('dockRoom.code.twoCameras');
      case 'no-room':
      case 'vault-full':
        return t('dockRoom.code.vaultFull');
      case 'read-only':
        return t('dockRoom.code.readOnly');
      case 'unreadable':
      case 'read-failed':
        return t('dockRoom.code.unreadable');
      case 'refused':
        return t('dockRoom.code.refused');
      case 'not-found':
        return t('dockRoom.code.notFound');
      case 'in-repair':
        return t('dockRoom.code.inRepair');
      case 'missing':
        return t('dockRoom.code.missing');
      case 'retired':
        return t('dockRoom.code.retired');
      default:
        return code;
    }
  };
}
