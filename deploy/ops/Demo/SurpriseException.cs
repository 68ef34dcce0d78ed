namespace GovPlatform.Ops;

/// <summary>The platform did not do what the demo was told to expect; the message holds the answer.</summary>
internal sealed class SurpriseException : Exception
{
    public SurpriseException()
    {
    }

    public SurpriseException(string message) : base(message)
    {
    }

    public SurpriseException(string message, Exception inner) : base(message, inner)
    {
    }
}
