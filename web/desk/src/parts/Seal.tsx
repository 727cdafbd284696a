/** The mark of the house: a seal with the V of vidimus, "we have seen". */
export function Seal({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <path
        fill="currentColor"
        d="M16 1.500l3.300 2.200 3.900-.5 1.700 3.600 3.600 1.700-.5 3.900L30.200 16l-2.200 3.300.5 3.900-3.600 1.700-1.700 3.600-3.900-.5L16 30.500l-3.300-2.200-3.900.5-1.700-3.600-3.600-1.700.5-3.900L1.800 16l2.200-3.300-.5-3.900 3.600-1.700 1.700-3.600 3.900.5z"
      />
      <path fill="none" stroke="var(--surface)" strokeWidth="2.800" strokeLinecap="round" strokeLinejoin="round" d="M10.500 12l5.500 8.500L21.500 12" />
    </svg>
  );
}
