namespace GovPlatform.Local;

/// <summary>The lines of one process in a file; a full file becomes the one old file that is kept.</summary>
internal sealed class LogFile(string path)
{
    private const long Limit = 20 << 20;
    private readonly Lock gate = new();
    private StreamWriter? writer;

    public string Path => path;

    public void Write(string line)
    {
        lock (gate)
        {
            writer ??= new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
            writer.WriteLine(line);
            if (writer.BaseStream.Position > Limit)
            {
                writer.Dispose();
                writer = null;
                File.Move(path, path + ".1", overwrite: true);
            }
        }
    }

    public static IEnumerable<string> LastLines(string path, int count) =>
        File.Exists(path) ? File.ReadLines(path).TakeLast(count) : [];
}
