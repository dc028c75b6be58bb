// When a scenario fails, a picture of every window and all logs are kept, and the message says where.

/** Wraps a test's body; `current` gives the VS Code it runs in, whose windows are closed afterwards. */
export function keepingEvidence(current) {
  return (name, body) => async (context) => {
    try {
      await body(context);
    } catch (error) {
      const folder = await current()?.keepEvidence(name);
      if (folder) error.message += `\nScreens and logs are kept in ${folder}`;
      throw error;
    } finally {
      await current()?.closeWindows();
    }
  };
}
