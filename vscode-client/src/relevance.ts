/** Whether there is anything to do for tfscope: it stays quiet, and starts nothing, where no code uses TensorFlow. */

/** TensorFlow, and the libraries over it that make variables for their user. */
const word = /\b(tensorflow|tf_slim|tensor2tensor|tensorlayer|tflearn|sonnet)\b/;

/** Whether a text may be about TensorFlow. A comment that names it counts too: being wrong costs one idle process. */
export function mentionsTensorFlow(text: string): boolean {
  return word.test(text);
}

/**
 * Whether any of the files mentions TensorFlow, reading them a few at a time and no more than needed.
 * `read` gives a file's text; a file that cannot be read does not count.
 */
export async function anyMentionsTensorFlow<File>(
  files: readonly File[],
  read: (file: File) => Promise<string>,
  atOnce = 16,
): Promise<boolean> {
  for (let start = 0; start < files.length; start += atOnce) {
    const texts = await Promise.allSettled(files.slice(start, start + atOnce).map(read));
    if (texts.some((text) => text.status === 'fulfilled' && mentionsTensorFlow(text.value))) return true;
  }
  return false;
}
