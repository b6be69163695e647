/**
 * Calls a function after changes, at most twice per frame. The first change of a frame is drawn as soon as its event is
 * over, so that the frame only has to lay out and paint, and controls that update themselves in the next frame are in the
 * same one. Further changes of the frame are drawn together when it begins.
 */
export function createFrameScheduler(draw: () => void): () => void {
  let isDrawn = false;
  let isWaiting = false;
  const beginFrame = () => {
    isDrawn = false;
    if (isWaiting) drawOnce();
  };
  const drawOnce = () => {
    isWaiting = false;
    isDrawn = true;
    requestAnimationFrame(beginFrame);
    draw();
  };
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    if (!isDrawn) queueMicrotask(drawOnce);
  };
}
