namespace GovPlatform.Matters;

/// <summary>What a county sets itself for its hall: the section Matters of the configuration.</summary>
/// <param name="Hall">Matters in the county hall at least (应进必进).</param>
/// <param name="FrequentShare">Share of the frequent ones that must be there, percent.</param>
/// <param name="FrequentDays">Days, up to today, whose acceptances count.</param>
/// <param name="FrequentCount">How many of the most used matters are the frequent ones.</param>
internal sealed record Goals(int Hall, int FrequentShare, int FrequentDays, int FrequentCount)
{
    public static Goals From(IConfiguration configuration)
    {
        var matters = configuration.GetSection("Matters");
        return new(matters.GetValue("HallGoal", 600), matters.GetValue("FrequentHallGoal", 100), matters.GetValue("FrequentDays", 90), matters.GetValue("FrequentCount", 100));
    }
}
