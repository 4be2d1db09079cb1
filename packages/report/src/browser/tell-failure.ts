/** Tells the reader that a figure could not be drawn, until it can. The error goes to the console too. */
export async function toldOf(figure: HTMLElement, action: Promise<void>): Promise<void> {
  const known = () => figure.querySelector(':scope > .failure');
  try {
    await action;
    known()?.remove();
  } catch (error) {
    const told = known() ?? document.createElement('p');
    told.className = 'failure';
    told.setAttribute('role', 'status');
    told.setAttribute('data-added', '');
    figure.append(told);
    told.textContent = `This figure could not be drawn for you to explore: ${error instanceof Error ? error.message : String(error)} Touch it again to try once more.`;
    reportError(error);
  }
}
