namespace GovPlatform.ServiceDefaults;

/// <summary>The accounts that Development starts with: their ids are made from their place, so that demo, seed and tests know them without asking.</summary>
public static class SeededPeople
{
    public const int Citizens = 24;
    public const int Organisations = 5;

    /// <summary>Department number of the government service hall (政务服务和行政审批管理局), where clerks work.</summary>
    public const string Hall = "90";

    /// <param name="n">1 to <see cref="Citizens"/>.</param>
    public static Guid Citizen(string region, int n) => StableId.Of($"{region}:citizen:{n}");

    /// <param name="n">1 to <see cref="Organisations"/>.</param>
    public static Guid Organisation(string region, int n) => StableId.Of($"{region}:organisation:{n}");

    /// <summary>The n-th holder of a role in a department: everywhere approver 1 and 2 and catalogue-editor 1; in the hall clerk 1 to 3, supervisor 1, admin 1 too.</summary>
    public static Guid Staff(string region, string departmentNumber, string role, int n) => StableId.Of($"{region}:staff:{departmentNumber}:{role}:{n}");
}
