import {
  Combobox,
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  type MantineColorsTuple,
} from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e9f6fa', '#d3eaf1', '#a9d7e5', '#7cc3d9', '#58b2cf', '#3fa4c4', '#2a8dab', '#177692', '#0b647d', '#045166',
];
const graphite: MantineColorsTuple = [
  '#e6ecea', '#c8d1cf', '#a9b5b2', '#8f9c99', '#42504f', '#324043', '#1d272a', '#161e21', '#10171a', '#0a0f11',
];

/** Petrol on paper, petrol on graphite; everything else is grey, so that footage is the most colourful thing on the page. */
export const theme = createTheme({
  primaryColor: 'petrol',
  colors: { petrol, dark: graphite },
  primaryShade: 8,
  autoContrast: true,
  fontFamily: "'Public Sans Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'IBM Plex Mono', ui-monospace, monospace",
  headings: { fontFamily: "'Public Sans Variable', system-ui, sans-serif", fontWeight: '650' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // A list that hangs at the end of the page lies behind an open dialog.
    Combobox: Combobox.extend({ defaultProps: { withinPortal: false } }),
  },
});

const onPage = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-error': 'var(--bad)',
};

/**
 * Gives the theme's variables to the page as a constructed style sheet. The provider would write a style element, which the
 * server's content security policy does not let into the page.
 */
export function adoptVariables(): void {
  const { variables, light, dark } = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  const scheme = (name: string) => ({ '--mantine-color-scheme': name });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    convertCssVariables({
      variables,
      light: { ...light, ...onPage, ...scheme('light') },
      dark: { ...dark, ...onPage, ...scheme('dark') },
    }),
  );
  document.adoptedStyleSheets.push(sheet);
}
