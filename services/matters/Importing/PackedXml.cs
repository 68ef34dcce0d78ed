using System.IO.Compression;
using System.Text;
using System.Xml;

namespace GovPlatform.Matters.Importing;

/// <summary>XML out of a workbook, read so that no tag, text or depth of it fills the memory: what is packed into kilobytes may unpack into one cell of gigabytes.</summary>
internal static class PackedXml
{
    private const int Deepest = 64;

    /// <param name="most">Characters that it may have.</param>
    public static XmlReader Open(ZipArchiveEntry part, long most) => XmlReader.Create(
        new Tags(new StreamReader(part.Open(), new UTF8Encoding(false, throwOnInvalidBytes: true))),
        new() { CloseInput = true, MaxCharactersInDocument = most, IgnoreComments = true, IgnoreProcessingInstructions = true });

    /// <summary>What reading may throw where the file is at fault.</summary>
    public static bool IsFault(Exception e) => e is XmlException or InvalidDataException or DecoderFallbackException;

    /// <summary>Reads on.</summary>
    public static bool Step(this XmlReader xml) => xml.Read() && (xml.Depth <= Deepest ? true : throw new XmlException("Too deep"));

    /// <summary>Adds the text that the reader stands on; of one that is too long for a cell only so much that this is seen.</summary>
    public static void AppendText(this XmlReader xml, StringBuilder text)
    {
        var chunk = new char[1024];
        for (int read; (read = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
            text.Append(chunk, 0, Math.Clamp(Sheet.LongestCell + 1 - text.Length, 0, read));
    }

    /// <summary>Refuses a tag that is longer than any in a workbook: the reader takes each one whole.</summary>
    private sealed class Tags(StreamReader xml) : TextReader
    {
        private const int Longest = 64 * 1024;
        private int length;
        private char quote;

        public override int Read(char[] buffer, int index, int count)
        {
            var read = xml.Read(buffer, index, count);
            foreach (var c in buffer.AsSpan(index, read))
                Take(c);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            xml.Dispose();
            base.Dispose(disposing);
        }

        // A sign of less stands in no value, so that a quote that is none, in a comment, ends with it.
        private void Take(char c)
        {
            if (c == '<')
                (length, quote) = (1, default);
            else if (length > 0 && quote == default && c == '>')
                length = 0;
            else if (length > 0 && ++length > Longest)
                throw new XmlException("A tag is too long");
            else if (length > 0 && c is '"' or '\'')
                quote = quote == default ? c : quote == c ? default : quote;
        }
    }
}
