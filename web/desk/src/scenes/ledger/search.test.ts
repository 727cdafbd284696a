import { describe, expect, it } from 'vitest';
import { exportAddress, queryOf, readSearch } from './search';

describe('a search of the ledger', () => {
  it('takes from the address only what it knows', () => {
    expect(readSearch({ person: 'a', action: '', other: 'x', from: 3 })).toEqual({ person: 'a' });
  });

  it('asks for any of several actions', () => {
    expect(queryOf({ action: 'evidence.view ledger.read', address: '10.0.0.1' })).toEqual({
      action: ['evidence.view', 'ledger.read'],
      address: '10.0.0.1',
    });
  });

  it('exports what it shows, with both halves', () => {
    expect(exportAddress({ action: 'a.b c.d', purpose: 'x & y' })).toBe('/api/ledger/export?action=a.b&action=c.d&purpose=x+%26+y&halves=true');
  });
});
