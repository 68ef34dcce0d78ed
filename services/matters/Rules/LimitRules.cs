namespace GovPlatform.Matters;

/// <summary>Limits agree: a promise is kept inside the law's limit, whatever unit each is in.</summary>
internal static class LimitRules
{
    public static void Check(MatterContent matter, List<Finding> findings)
    {
        Promise(matter, findings);
        if (matter.HandlingType == PublicationRules.Immediate && MostWorkingDays(matter.PromisedDays, matter.PromisedUnit) > 1)
            findings.Add(new("/promisedDays", "immediate-above-one-day", "即办件的承诺时限不超过1个工作日", "An immediate matter is done within one working day"));
        // 行政许可法 art. 42: a licence always has a limit, 20 working days where no other law sets one.
        if (matter.MatterType == PublicationRules.Licence && matter.StatutoryDays is null)
            findings.Add(new("/statutoryDays", "licence-without-limit", "行政许可应当有法定办结时限", "An administrative licence has a statutory limit"));
        if (string.IsNullOrWhiteSpace(matter.Elements.LegalBasis))
            findings.Add(new("/elements/legalBasis", "basis-missing", "应当填写设定依据", "The legal basis is missing"));
    }

    private static void Promise(MatterContent matter, List<Finding> findings)
    {
        if (matter.StatutoryDays is not { } statutory)
            return;
        // Hours are of one kind only inside a day: those promised are the office's, the law's run through the night.
        var (promised, allowed) = matter.PromisedUnit == matter.StatutoryUnit && (matter.PromisedUnit != LimitUnit.Hour || matter.PromisedDays <= WorkingCalendar.OfficeHours)
            ? (matter.PromisedDays, statutory)
            : (MostWorkingDays(matter.PromisedDays, matter.PromisedUnit), LeastWorkingDays(statutory, matter.StatutoryUnit));
        if (promised > allowed)
            findings.Add(new("/promisedDays", "promised-above-statutory", $"承诺时限{matter.PromisedDays}{Unit(matter.PromisedUnit)}超过法定时限{statutory}{Unit(matter.StatutoryUnit)}", $"Promises {matter.PromisedDays} where the law allows {statutory} (units {matter.PromisedUnit}, {matter.StatutoryUnit})"));
        else if (matter.MatterType == PublicationRules.Licence && promised * 2 > allowed)
            findings.Add(AboveHalf(matter.Elements.PromisedNote));
    }

    // A goal of the policies, not law (靖府发〔2021〕7号): who misses it says why.
    private static Finding AboveHalf(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? new("/elements/promisedNote", "promised-above-half", "行政许可的承诺时限超过法定时限的50%，应当在承诺办结时限说明中写明原因", "A licence that promises more than half of the law's limit says why in promisedNote")
        : Finding.Hint("/promisedDays", "promised-above-half", "行政许可的承诺时限超过法定时限的50%", "A licence promises more than half of the law's limit");

    // Units are compared conservatively, in working days: of a promise the most that it may take, of the law's limit the least that it surely leaves,
    // over all days on which a case may begin. Weeks are ordinary ones: a public holiday shortens natural days, but the law's last day then rolls on too.
    public static int MostWorkingDays(int limit, string unit) => unit switch
    {
        LimitUnit.NaturalDay => InNaturalDays(limit).Max(),
        LimitUnit.Hour => (limit + WorkingCalendar.OfficeHours - 1) / WorkingCalendar.OfficeHours,
        _ => limit,
    };

    private static int LeastWorkingDays(int limit, string unit) => unit switch
    {
        LimitUnit.NaturalDay => InNaturalDays(limit).Min(),
        // The law's hours run through the night.
        LimitUnit.Hour => limit < 24 ? 0 : InNaturalDays(limit / 24).Min(),
        _ => limit,
    };

    /// <summary>Working days from each day of a week to the end of so many natural days; a last day at the weekend ends on Monday (民法典 art. 203).</summary>
    private static IEnumerable<int> InNaturalDays(int days) =>
        Enumerable.Range(0, 7).Select(start => Enumerable.Range(start + 1, days).Count(IsWorked) + (days == 0 || IsWorked(start + days) ? 0 : 1));

    private static bool IsWorked(int day) => day % 7 < 5;

    private static string Unit(string unit) => CodeSets.TimeUnit.GetValueOrDefault(unit, unit);
}
