/** Texts for places that have room for one line. */

/** What fits beside the state in the box of the status item; more of it would push the button out of sight. */
const room = 45;

/** The beginning of a text, to the end of its first sentence or as much as there is room for. */
export function brief(text: string): string {
  const sentence = /^.*?(?=\.(\s|$)|$)/s.exec(text)?.[0] ?? '';
  return sentence.length <= room ? sentence : `${sentence.slice(0, room).replace(/\s+\S*$/, '')}…`;
}
