namespace GovPlatform.Tests.Services.Intake;

/// <summary>A body whose length nobody is told beforehand, of this content and then of zeros; the end may take its time.</summary>
internal sealed class Endless(long length, TimeSpan? pause = null, byte[]? content = null) : Stream
{
    private readonly TaskCompletionSource began = new();
    private readonly long half = length / 2;
    private readonly byte[] start = content ?? [];
    private long left = length;
    private int sent;

    /// <summary>When something of it has been asked for.</summary>
    public Task Began => began.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left > 0 && left <= buffer.Length && pause is { } wait)
            await Task.Delay(wait, cancellationToken);
        var read = (int)Math.Min(left, buffer.Length);
        buffer.Span[..read].Clear();
        start.AsSpan(Math.Min(sent, start.Length), Math.Max(0, Math.Min(start.Length - sent, read))).CopyTo(buffer.Span);
        sent += read;
        left -= read;
        if (left < half)
            began.TrySetResult();
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
