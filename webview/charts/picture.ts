import { noChange } from 'lit-html';
import { AsyncDirective, directive } from 'lit-html/async-directive.js';

type Draw = () => SVGSVGElement;
type Sources = readonly unknown[];

/**
 * A picture that is drawn again only if its inputs changed, and only while it is visible, so that charts outside of the
 * window do not slow down a slider. An outdated picture is drawn as soon as it is scrolled into view.
 */
class Picture extends AsyncDirective {
  #from: Sources | undefined;
  #waiting: { readonly from: Sources; readonly draw: Draw } | undefined;
  #seen = true;
  #observer: IntersectionObserver | undefined;

  render(from: Sources, draw: Draw): unknown {
    if (this.#from?.every((source, at) => source === from[at]) === true) {
      this.#waiting = undefined;
      return noChange;
    }
    if (this.#seen) return this.#drawn(from, draw);
    this.#waiting = { from, draw };
    return noChange;
  }

  override disconnected(): void {
    this.#observer?.disconnect();
  }

  override reconnected(): void {
    this.#from = undefined;
    this.#seen = true;
  }

  #drawn(from: Sources, draw: Draw): SVGSVGElement {
    this.#from = from;
    this.#waiting = undefined;
    const svg = draw();
    this.#observer?.disconnect();
    this.#observer = new IntersectionObserver((entries) => {
      this.#seen = entries.at(-1)?.isIntersecting ?? true;
      const { from, draw } = this.#waiting ?? {};
      if (this.#seen && from !== undefined && draw !== undefined) this.setValue(this.#drawn(from, draw));
    });
    this.#observer.observe(svg);
    return svg;
  }
}

/** Draws a picture from its inputs, only when necessary. */
export const picture = directive(Picture);
