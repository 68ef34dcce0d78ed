namespace GovPlatform.ServiceDefaults;

/// <summary>An event has come before what it builds on. It is tried again with growing pauses for about ten minutes, then kept in the error queue.</summary>
public sealed class NotYetException : Exception
{
    public NotYetException()
    {
    }

    public NotYetException(string message) : base(message)
    {
    }

    public NotYetException(string message, Exception inner) : base(message, inner)
    {
    }
}
