const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr address article aside audio b blockquote body br button canvas caption cite code col dd del details dialog ' +
    'div dl dt em fieldset figure footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label ' +
    'legend li link main map mark menu meta nav object ol option output p picture pre progress q s samp script search ' +
    'section select small source span strong style sub summary sup svg table tbody td template textarea tfoot th thead ' +
    'time title tr u ul var video'
  ).split(' '),
);

/** True for the name of an element of HTML. */
export function isHtmlElement(name: string): boolean {
  return ELEMENTS.has(name.toLowerCase());
}
