namespace GovPlatform.ServiceDefaults;

/// <summary>How personal data looks to a reader who does not need it. Names of organisations and credit codes are public and not masked.</summary>
public static class Mask
{
    private const int MostStars = 3;

    private static readonly HashSet<string> CompoundSurnames =
    [
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "司空", "夏侯", "长孙", "宇文", "端木", "独孤", "南宫",
        "西门", "轩辕", "百里", "呼延", "东郭", "钟离", "闻人", "濮阳", "淳于", "单于", "太叔", "申屠", "仲孙", "澹台", "公冶", "宗政", "赫连", "完颜",
    ];

    /// <summary>The surname stays, a star for each other character, three at most: 张*, 欧阳**. Other names keep their first character.</summary>
    public static string Name(string name)
    {
        var kept = name.Length > 2 && CompoundSurnames.Contains(name[..2]) ? 2 : 1;
        return name.Length <= 1 ? "*" : name[..kept] + new string('*', Math.Min(name.Length - kept, MostStars));
    }

    /// <summary>The name of an applicant or holder of this kind; an organisation's is public.</summary>
    public static string Name(string kind, string name) => kind == Kind.Organisation ? name : Name(name);

    /// <summary>The number of an applicant or holder of this kind; an organisation's is public.</summary>
    public static string IdNumber(string kind, string number) => kind == Kind.Organisation ? number : IdNumber(number);

    /// <summary>Of 18 characters the first 6 (region) and last 4 stay, so that the birth date is hidden: 410497********0013. Of others the first and the last.</summary>
    public static string IdNumber(string number) => number.Length switch
    {
        18 => Middle(number, 6, 4),
        > 4 => Middle(number, 1, 1),
        _ => new string('*', number.Length),
    };

    /// <summary>The first 3 and last 4 of a mobile number stay: 138****1234. Of others the last 2.</summary>
    public static string Phone(string number) => number.Length switch
    {
        >= 11 => Middle(number, number.Length - 8, 4),
        > 4 => Middle(number, 0, 2),
        _ => new string('*', number.Length),
    };

    /// <summary>What names the county stays (up to the first 县, 区, 旗, or else 市), the rest is ****.</summary>
    public static string Address(string address)
    {
        var end = address.AsSpan(0, Math.Min(address.Length, 20)).IndexOfAny("县区旗");
        end = end < 0 ? address.IndexOf('市', StringComparison.Ordinal) : end;
        return $"{address[..(end + 1)]}****";
    }

    private static string Middle(string text, int first, int last) =>
        string.Concat(text.AsSpan(0, first), new string('*', text.Length - first - last), text.AsSpan(text.Length - last));
}
