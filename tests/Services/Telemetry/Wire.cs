using System.Text;

namespace GovPlatform.Tests.Services.Telemetry;

/// <summary>The protobuf wire format, as much of it as reading OTLP takes: fields by number, length-delimited or not.</summary>
internal static class Wire
{
    /// <summary>Every field of a message in order; varints and fixed numbers come with an empty body.</summary>
    public static IEnumerable<(int Field, ReadOnlyMemory<byte> Body)> Fields(ReadOnlyMemory<byte> message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message.Span, ref at);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0: Varint(message.Span, ref at); yield return (field, default); break;
                case 1: at += 8; yield return (field, default); break;
                case 5: at += 4; yield return (field, default); break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    yield return (field, message.Slice(at, length));
                    at += length;
                    break;
                default: throw new InvalidDataException($"wire type {tag & 7} of field {field}");
            }
        }
    }

    public static IEnumerable<ReadOnlyMemory<byte>> All(ReadOnlyMemory<byte> message, int field) =>
        Fields(message).Where(f => f.Field == field).Select(f => f.Body);

    public static ReadOnlyMemory<byte> One(ReadOnlyMemory<byte> message, int field) => All(message, field).FirstOrDefault();
    public static string Text(ReadOnlyMemory<byte> message, int field) => Encoding.UTF8.GetString(One(message, field).Span);
    public static string Hex(ReadOnlyMemory<byte> message, int field) => Convert.ToHexStringLower(One(message, field).Span);

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var b = bytes[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80) return value;
        }
    }
}
