using System.Text.Json;

namespace GovPlatform.Ops;

/// <summary>An applicant who does not exist, with a number that passes its checks; what is personal is sealed as identity would.</summary>
internal sealed record SeedPerson(
    Guid Id, string Kind, string NameSealed, string IdType, string IdNumberSealed, string IdKey, string HolderSearch, string PhoneSealed, string RefText, DateTime CreatedAt)
{
    private const string Surnames = "林周陈赵吴郑孙何许沈韩曹彭萧程董袁邓傅梁宋谢唐冯于潘杜戴夏钟汪田任姜范方石姚谭廖";
    private const string Given = "知远清和若水明轩雨桐思齐嘉树安然书瑶景行子衿念慈承泽晓岚一鸣静姝怀瑾南乔星野可欣云舒致";
    private static readonly string[] Trades = ["餐饮店", "农业发展有限公司", "教育咨询有限公司", "道路运输有限公司", "建筑工程有限公司", "商贸有限公司", "食品加工厂", "综合超市"];

    /// <param name="n">Counts all people of all runs.</param>
    public static SeedPerson Of(int n, int run, SeedGround ground)
    {
        var citizen = n % 5 != 0;
        var (idType, number) = citizen
            // The seeded people of Development have the numbers below.
            ? ("111", CitizenId.Synthetic(ground.Region, 1_000_000 + n).Value)
            : ("001", CreditCode.Create('9', '1', RegionCode.Parse(ground.Region), $"MB{n:D6}").Value);
        var name = citizen
            ? $"{Surnames[n % Surnames.Length]}{Given[n * 7 % Given.Length]}{Given[n / 40 * 11 % Given.Length]}"
            : $"{Given[n * 7 % Given.Length]}{Given[n / 5 % Given.Length]}{Trades[n / 5 % Trades.Length]}";
        var personal = ground.Personal;
        var kind = citizen ? ServiceDefaults.Kind.Citizen : ServiceDefaults.Kind.Organisation;
        var created = ChinaTime.Utc(ground.Days[0], new TimeOnly(8, 0)).AddSeconds(n % 3600);
        var applicant = new ApplicantRef(SeedId.Of(created, run, n), kind, personal.Seal(name), idType, personal.Seal(number), personal.Seal($"139{n:D8}"));
        return new(applicant.AccountId, kind, applicant.NameSealed, idType, applicant.IdNumberSealed, personal.SearchKey(number),
            personal.SearchKey($"{idType}:{number}"), applicant.PhoneSealed!, JsonSerializer.Serialize(applicant, GovJson.Events), created);
    }
}
