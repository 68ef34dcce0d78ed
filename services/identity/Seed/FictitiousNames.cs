namespace GovPlatform.Identity;

/// <summary>Names of people who do not exist, always in the same order.</summary>
internal static class FictitiousNames
{
    private static readonly string[] Surnames = ["林", "周", "陈", "赵", "吴", "郑", "孙", "何", "许", "欧阳", "沈", "韩", "曹", "彭", "萧", "程", "董", "袁", "邓", "傅", "上官", "梁", "宋", "谢", "唐"];
    private static readonly string[] Given = ["知远", "清和", "若水", "明轩", "雨桐", "思齐", "嘉树", "安然", "书瑶", "景行", "子衿", "念慈", "承泽", "晓岚", "一鸣", "静姝", "怀瑾", "南乔", "星野", "可欣", "云舒", "致和"];
    private static readonly string[] Businesses = ["平安里便民餐饮店", "青禾农业发展有限公司", "启明教育咨询有限公司", "长风道路运输有限公司", "望月建筑工程有限公司"];

    // 25 and 22 have no common factor: 550 names before one comes again.
    public static string Person(int n) => Surnames[n % Surnames.Length] + Given[n % Given.Length];

    public static string Business(int n) => Businesses[n % Businesses.Length];
}
