// Replaces the native module @vscode/native-watchdog, so that setting VS Code up needs no compiler.
// It would end an extension host whose parent died while it hangs; our sessions end the whole process group instead.
exports.start = () => undefined;
exports.exit = (code) => process.exit(code || 0);
