using System.Text.Json;

namespace GovPlatform.Ops;

/// <summary>The seeded people of the county behind the gateway; everybody signs in once.</summary>
internal sealed class DemoDirectory
{
    private readonly DemoClient client;
    private readonly string region;
    private readonly Dictionary<string, string> numbers;
    private readonly Dictionary<Guid, DemoPerson> people = [];

    private DemoDirectory(DemoClient client, string region, Dictionary<string, string> numbers) => (this.client, this.region, this.numbers) = (client, region, numbers);

    public DemoPerson Supervisor => Staff(SeededPeople.Hall, Role.Supervisor, 1);

    public static async Task<DemoDirectory> ReadAsync(DemoClient client, CancellationToken ct)
    {
        var departments = await client.SendAsync(new(HttpMethod.Get, "/api/identity/v1/departments?limit=100"), ct, 200);
        var numbers = departments.Json.GetProperty("items").EnumerateArray().ToDictionary(Code, item => item.GetProperty("number").GetString()!);
        if (numbers.Count == 0)
            throw new SurpriseException("GET /api/identity/v1/departments → none: is the platform seeded?");
        // The credit code of a department holds the county's region.
        return new(client, numbers.Keys.First()[2..8], numbers);

        static string Code(JsonElement item) => item.GetProperty("code").GetString()!;
    }

    public DemoPerson Citizen(int n) => Person(SeededPeople.Citizen(region, 1 + (n % SeededPeople.Citizens)));

    public DemoPerson Clerk(int n) => Staff(SeededPeople.Hall, Role.Clerk, 1 + (n % 3));

    public DemoPerson Approver(string departmentCode, int n) => Staff(numbers[departmentCode], Role.Approver, 1 + (n % 2));

    private DemoPerson Staff(string number, string role, int n) => Person(SeededPeople.Staff(region, number, role, n));

    private DemoPerson Person(Guid account) => people.TryGetValue(account, out var known) ? known : people[account] = new(client, account);
}
