namespace GovPlatform.Local;

/// <summary>Files that only their owner can read, replaced whole.</summary>
internal static class PrivateFile
{
    public static void Write(string path, string text)
    {
        var fresh = $"{path}.{Environment.ProcessId}";
        File.Delete(fresh);
        using (var stream = new FileStream(fresh, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
