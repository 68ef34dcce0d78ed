using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using GovPlatform.Tests.Services;
using GovPlatform.Tests.Services.Intake;

namespace GovPlatform.Tests.Architecture;

/// <summary>Objects for every row of docs/authorization.md that has an object rule, made as they come about: by events and calls.</summary>
internal static class Samples
{
    /// <summary>By door, for the doors of this process whose rows have a rule.</summary>
    public static async Task<IReadOnlyDictionary<string, Sample>> OfAsync(WholePlatform platform, string process)
    {
        var samples = process switch
        {
            "appointments" => await AppointmentsAsync(platform),
            "approval" => await PackageSamples.AnnouncedAsync(platform, await ApprovalAsync(platform)),
            "certificates" => await CertificatesAsync(platform),
            "evaluation" => await EvaluationAsync(platform),
            "identity" => await IdentityAsync(platform),
            "intake" => await PackageSamples.OfAsync(platform, await IntakeAsync(platform)),
            "matters" => await MattersAsync(platform),
            "notifications" => await NotificationsAsync(platform),
            "supervision" => await SupervisionAsync(platform),
            _ => [],
        };
        if (process == "intake")
            foreach (var (door, sample) in await FileSamples.OfAsync(platform, samples))
                samples[door] = sample;
        var reads = $"GET /api/{process}/v1/staff-reads";
        if (AuthorizationTable.Of(process).Any(row => row.Door == reads))
            samples[reads] = await StaffReadAsync(platform.Services[process], samples.Values.Select(sample => sample.Owner).FirstOrDefault(People.Citizen));
        return samples;
    }

    private static async Task<Sample> StaffReadAsync(Running service, Caller person)
    {
        var record = $"record/{Guid.NewGuid()}";
        await using var db = await service.Database.OpenConnectionAsync();
        await StaffRead.RecordAsync(db, People.Clerk, person.Id, record, "test");
        return new($"/api/{service.Name}/v1/staff-reads", Trace: record) { Owner = person };
    }

    private static async Task<Dictionary<string, Sample>> AppointmentsAsync(WholePlatform platform)
    {
        var slots = await platform.Appointments.HallAsync(3);
        using var answer = await platform.Appointments.As(People.Citizen).SendAsync(Keyed("/api/appointments/v1/bookings", new { slotId = slots[0], matterName = "食品经营许可" }));
        var id = await IdAsync(answer);
        const string path = "/api/appointments/v1/bookings";
        return new()
        {
            [$"GET {path}"] = new(path, Trace: id),
            [$"GET {path}/{{id}}"] = new($"{path}/{id}"),
            [$"POST {path}/{{id}}/cancel"] = new($"{path}/{id}/cancel"),
        };
    }

    private static async Task<Dictionary<string, Sample>> ApprovalAsync(WholePlatform platform)
    {
        const string path = "/api/approval/v1/approvals";
        var (open, granted) = (await platform.Approval.Open(), await platform.Approval.Granted());
        var samples = new[] { "claim", "release", "hand-over" }.ToDictionary(action => $"POST {path}/{{caseId}}/{action}", action => new Sample($"{path}/{open}/{action}"));
        samples["GET /api/approval/v1/worklist"] = new("/api/approval/v1/worklist?limit=100", Trace: $"{open}");
        samples[$"GET {path}/{{caseId}}"] = new($"{path}/{open}");
        samples[$"GET {path}/{{caseId}}/decision"] = new($"{path}/{granted}/decision");
        samples[$"POST {path}/{{caseId}}/send-back"] = new($"{path}/{open}/send-back", new { reason = "扫描件不清" });
        samples[$"POST {path}/{{caseId}}/grant"] = new($"{path}/{open}/grant", new { opinion = "同意" });
        samples[$"POST {path}/{{caseId}}/deny"] = new($"{path}/{open}/deny", new { reason = "材料不实", legalBasis = "第三条", remedies = "六十日内申请复议" });
        return samples;
    }

    private static async Task<Dictionary<string, Sample>> CertificatesAsync(WholePlatform platform)
    {
        const string path = "/api/certificates/v1/certificates";
        var issued = await platform.Certificates.IssuedAsync(platform.Certificates.Granted());
        return new()
        {
            [$"GET {path}"] = new($"{path}?limit=100", Trace: $"{issued.CertificateId}"),
            [$"GET {path}/{{id}}"] = new($"{path}/{issued.CertificateId}"),
            [$"GET {path}/{{id}}/pdf"] = new($"{path}/{issued.CertificateId}/pdf"),
        };
    }

    private static async Task<Dictionary<string, Sample>> EvaluationAsync(WholePlatform platform)
    {
        const string path = "/api/evaluation/v1/invitations";
        var told = new Told();
        await platform.Evaluation.DeliverAsync(told.Closed);
        var id = await platform.Evaluation.RowAsync<Guid>("select id from invitation where case_id = @CaseId", new { told.CaseId });
        return new()
        {
            [$"GET {path}"] = new($"{path}?limit=100", Trace: $"{id}"),
            [$"GET {path}/{{id}}"] = new($"{path}/{id}"),
            [$"POST {path}/{{id}}/rating"] = new($"{path}/{id}/rating", new { satisfaction = 5, tags = Array.Empty<string>(), channel = "1", anonymous = false }),
        };
    }

    private static async Task<Dictionary<string, Sample>> IdentityAsync(WholePlatform platform)
    {
        // A colleague in the department of the test's staff.
        var id = Guid.CreateVersion7();
        var personal = (PersonalData)platform.Identity.Services.GetService(typeof(PersonalData))!;
        await using var db = await platform.Identity.Database.OpenConnectionAsync();
        await db.ExecuteAsync("""
            insert into department (code, region, key, number, name, enquiry_phone, supervision_phone)
            values (@Department, '410497', 'test', 'T', '测试局', '', '');
            insert into account (id, region, kind, name_sealed, id_type, id_number_sealed, id_key, department, assurance, status, created_at)
            values (@id, '410497', 'staff', @name, 'staff', @number, @id::text, @Department, 2, 'active', now())
            """, new { id, name = personal.Seal("同事"), number = personal.Seal("900001"), People.Department });
        return new() { ["GET /api/identity/v1/staff"] = new($"/api/identity/v1/staff?limit=100&department={People.Department}", Trace: $"{id}") };
    }

    private static async Task<Dictionary<string, Sample>> IntakeAsync(WholePlatform platform)
    {
        const string path = "/api/intake/v1/cases";
        var draft = await platform.Intake.CompleteAsync();
        var received = await platform.Intake.ReceivedAsync();
        var atCounter = await CounterDraftAsync(platform.Intake);
        var (mine, done, counter) = (IntakeHost.Id(draft), IntakeHost.Id(received), IntakeHost.Id(atCounter));
        var code = received.GetProperty("materials")[0].GetProperty("code").GetString();
        Sample Of(Guid id, Guid forStaff, string step, object? body = null) =>
            new($"{path}/{id}{step}", body, Draft: $"{path}/{mine}{step}", ForStaff: $"{path}/{forStaff}{step}") { Owner = IntakeHost.Citizen };
        Sample Filing(string step, object? body = null) => Of(mine, counter, step, body);
        Sample Reading(string step) => Of(done, done, step);
        Sample Counter(string step, object? body = null) => Of(done, done, step, body) with { Drafters = [] };
        var delegation = await Mandates.DelegationAsync(platform.Intake, People.Department);
        var (toSign, toList) = (await Papers.SentToAsync(platform.Intake, People.Department), await Papers.SentToAsync(platform.Intake, People.Department));
        var check = await CheckAsync(platform.Intake, done);
        var green = await GreenAsync(platform.Intake);
        return new()
        {
            ["POST /api/intake/v1/paper-transfers/{id}/receive"] = new($"/api/intake/v1/paper-transfers/{toSign}/receive", new { }),
            ["GET /api/intake/v1/paper-transfers/waiting"] = new("/api/intake/v1/paper-transfers/waiting?limit=100", Trace: $"{toList}"),
            [$"GET {path}/{{id}}/papers"] = Reading("/papers"),
            [$"GET {path}/{{id}}/originals"] = Reading("/originals"),
            [$"POST {path}/{{id}}/originals"] = Reading("/originals") with { Body = new { materialCode = code, parcel = new { carrier = "EMS", trackingNumber = "E1" } } },
            ["DELETE /api/intake/v1/delegations/{id}"] = new($"/api/intake/v1/delegations/{delegation}"),
            [$"POST {path}/{{id}}/defer"] = Counter("/defer", new { materialCodes = new[] { code } }),
            [$"POST {path}/{{id}}/defer/sign"] = Of(done, done, "/defer/sign", new { digest = new string('a', 64) }),
            [$"POST {path}/{{id}}/commitment"] = Filing("/commitment", new { digest = new string('a', 64) }),
            [$"GET {path}/{{id}}/letters"] = Reading("/letters"),
            ["GET /api/intake/v1/commitment-checks"] = new("/api/intake/v1/commitment-checks?limit=100", Trace: $"{check}"),
            ["POST /api/intake/v1/commitment-checks/{caseId}"] = new($"/api/intake/v1/commitment-checks/{check}", new { result = "kept", finding = "现场核查属实" }),
            ["GET /api/intake/v1/me/breaches"] = new("/api/intake/v1/me/breaches?limit=100", Trace: $"{check}") { Owner = IntakeHost.Citizen },
            [$"GET {path}"] = new($"{path}?limit=100", Trace: $"{done}") { Owner = IntakeHost.Citizen },
            [$"PUT {path}/{{id}}"] = Filing("", new { delivery = "counter", form = new { } }),
            [$"PUT {path}/{{id}}/materials/{{code}}"] = Filing($"/materials/{code}", IntakeHost.Pdf("other")),
            [$"POST {path}/{{id}}/submit"] = Filing("/submit"),
            [$"POST {path}/{{id}}/redirect"] = Filing("/redirect", new { delivery = "counter" }),
            [$"POST {path}/{{id}}/resubmit"] = Filing("/resubmit"),
            [$"POST {path}/{{id}}/refile"] = Filing("/refile"),
            [$"POST {path}/{{id}}/withdraw"] = Filing("/withdraw"),
            [$"POST {path}/{{id}}/supply"] = Filing("/supply"),
            [$"GET {path}/{{id}}"] = Reading(""),
            [$"GET {path}/{{id}}/progress"] = Reading("/progress"),
            [$"GET {path}/{{id}}/events"] = Reading("/events"),
            [$"PUT {path}/{{id}}/follow"] = Reading("/follow") with { Drafters = [] },
            [$"POST {path}/{{id}}/claim"] = Counter("/claim"),
            [$"POST {path}/{{id}}/release"] = Counter("/release"),
            [$"GET {path}/{{id}}/timeline"] = Reading("/timeline"),
            [$"GET {path}/{{id}}/materials/{{code}}"] = Reading($"/materials/{code}"),
            [$"GET {path}/{{id}}/materials/{{code}}/preview"] = Reading($"/materials/{code}/preview"),
            [$"GET {path}/{{id}}/receipt"] = Reading("/receipt"),
            [$"GET {path}/{{id}}/documents"] = Reading("/documents"),
            [$"GET {path}/{{id}}/documents/{{documentId}}"] = Reading($"/documents/{await platform.Intake.RowAsync<Guid>("select id from issued_document where case_id = @done", new { done })}"),
            [$"POST {path}/{{id}}/receive"] = Counter("/receive"),
            [$"POST {path}/{{id}}/request-supplement"] = Counter("/request-supplement", new { materialCodes = new[] { code }, note = "请重新提交" }),
            [$"POST {path}/{{id}}/check-originals"] = Counter("/check-originals", new { materials = new[] { new { code, result = "matches" } } }),
            [$"POST {path}/{{id}}/accept"] = Counter("/accept"),
            [$"POST {path}/{{id}}/refuse"] = Counter("/refuse", new { code = "barred", reason = "在禁止申请期限内" }),
            [$"POST {path}/{{id}}/pre-review"] = Counter("/pre-review"),
            [$"POST {path}/{{id}}/return"] = Counter("/return", new { materialCodes = new[] { code }, note = "请重新提交" }),
            [$"POST {path}/{{id}}/correct"] = Counter("/correct", new { form = new { }, note = "更正" }),
            [$"POST {path}/{{id}}/hand-in-again"] = Counter("/hand-in-again", new { note = "已重新扫描" }),
            [$"POST {path}/{{id}}/allow-second-notice"] = Counter("/allow-second-notice", new { reason = "上级要求核实" }),
            [$"POST {path}/{{id}}/green-channel"] = Counter("/green-channel", new { reason = "急需手术" }),
            [$"POST {path}/{{id}}/green-channel/answer"] = Counter("/green-channel/answer", new { }),
            ["GET /api/intake/v1/counter/green"] = new("/api/intake/v1/counter/green?limit=100", Trace: $"{green}"),
            [$"POST {path}/{{id}}/take-in"] = Counter("/take-in"),
            [$"POST {path}/{{id}}/post"] = Counter("/post", new { carrier = "EMS", trackingNumber = "E1" }),
            [$"POST {path}/{{id}}/parcel-returned"] = Counter("/parcel-returned", new { reason = "地址不详" }),
            [$"POST {path}/{{id}}/call-back"] = Counter("/call-back"),
            [$"POST {path}/{{id}}/deliver"] = Counter("/deliver"),
        };
    }

    /// <summary>A check of the department, and a breach of the applicant, of this case.</summary>
    private static async Task<Guid> CheckAsync(IntakeHost intake, Guid id)
    {
        await using var db = await intake.Database.OpenConnectionAsync();
        await db.ExecuteAsync("""
            insert into commitment_check (case_id, department_code, due) values (@id, @Department, '2026-06-01');
            insert into breach (id, account_id, case_id, kind, at, detail, repaired_at) values (@id, @Owner, @id, 'false-commitment', now(), '承诺不实', now())
            """, new { id, People.Department, Owner = IntakeHost.Citizen.Id });
        return id;
    }

    /// <summary>A case of the department that is in the green channel.</summary>
    private static async Task<Guid> GreenAsync(IntakeHost intake)
    {
        var id = IntakeHost.Id(await intake.SubmittedAsync());
        await using var db = await intake.Database.OpenConnectionAsync();
        await db.ExecuteAsync("""
            update case_file
            set green_requested_at = now(), green_since = now(), matter = jsonb_set(matter, '{departmentCode}', to_jsonb(@Department))
            where id = @id
            """, new { id, People.Department });
        return id;
    }

    private static async Task<JsonElement> CounterDraftAsync(IntakeHost intake)
    {
        using var answer = await intake.As(People.Clerk).SendAsync(Keyed("/api/intake/v1/cases", new { matterCode = intake.MatterCode, delivery = "counter", applicantId = IntakeHost.Citizen.Id, form = new { } }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<Dictionary<string, Sample>> MattersAsync(WholePlatform platform)
    {
        var draft = await platform.Matters.DraftAsync(991);
        var path = $"/api/matters/v1/matters/{draft.Code}/versions/{draft.Version}";
        const string route = "/api/matters/v1/matters/{code}/versions/{version}";
        var samples = new[] { "publish", "unschedule", "suspend", "resume", "retire", "keep" }.ToDictionary(action => $"POST {route}/{action}", action => new Sample($"{path}/{action}"));
        samples[$"DELETE {route}"] = new(path);
        samples[$"GET {route}"] = new(path, Draft: path) { Drafters = [Role.CatalogueEditor, Role.Admin] };
        samples[$"GET {route}/changes"] = new($"{path}/changes", Draft: $"{path}/changes") { Drafters = [Role.CatalogueEditor, Role.Admin] };
        samples[$"GET {route}/figures"] = new($"{path}/figures", Draft: $"{path}/figures") { Drafters = [Role.CatalogueEditor, Role.Admin] };
        const string history = "/api/matters/v1/matters/{code}/versions";
        samples[$"GET {history}"] = new($"/api/matters/v1/matters/{draft.Code}/versions", Draft: $"/api/matters/v1/matters/{draft.Code}/versions") { Drafters = [Role.CatalogueEditor, Role.Admin] };
        samples[$"PUT {route}"] = new(path, Unit.Matters.Examples.Content("410113991000"));
        var file = $"/api/matters/v1/files/{await platform.Matters.UploadedAsync("%PDF-1.7 sample"u8.ToArray())}";
        samples["GET /api/matters/v1/files/{sha256}"] = new(file, Draft: file) { Drafters = [Role.CatalogueEditor, Role.Admin] };
        samples["GET /api/matters/v1/exports/{file}"] = new("/api/matters/v1/exports/matters.csv?status=draft", Trace: draft.Code);
        var import = await platform.Matters.ImportAsync("basic_code\n1");
        samples["GET /api/matters/v1/imports/{id}"] = new($"/api/matters/v1/imports/{import}");
        samples["GET /api/matters/v1/imports/{id}/errors"] = new($"/api/matters/v1/imports/{import}/errors");
        var package = Unit.Matters.PackageExamples.Restaurant() with { Code = "sample" };
        using var drafted = await platform.Matters.As(People.Editor).SendAsync(Keyed("/api/matters/v1/packages", package));
        Assert.True(drafted.IsSuccessStatusCode, await drafted.Content.ReadAsStringAsync());
        var (versions, packages) = ("/api/matters/v1/packages/sample/versions", "/api/matters/v1/packages/{code}/versions");
        foreach (var action in new[] { "publish", "suspend", "resume", "retire" })
            samples[$"POST {packages}/{{version}}/{action}"] = new($"{versions}/1/{action}");
        samples[$"GET {packages}"] = new(versions);
        samples[$"GET {packages}/{{version}}"] = new($"{versions}/1", Draft: $"{versions}/1") { Drafters = [Role.CatalogueEditor, Role.Admin] };
        samples[$"PUT {packages}/{{version}}"] = new($"{versions}/1", package);
        return samples;
    }

    private static async Task<Dictionary<string, Sample>> NotificationsAsync(WholePlatform platform)
    {
        const string path = "/api/notifications/v1/messages";
        var told = new Told();
        await platform.Notifications.DeliverAsync(told.Withdrawn);
        var id = await platform.Notifications.RowAsync<Guid>("select id from message where case_id = @CaseId", new { told.CaseId });
        const string hooks = "/api/notifications/v1/webhooks";
        async Task<string> HookAsync()
        {
            using var hook = await platform.Notifications.As(People.Organisation with { Id = Guid.Parse("00000000-0000-4000-8000-0000000000aa") }).SendAsync(Keyed(hooks, new { url = "https://example.org/hook" }));
            return await IdAsync(hook);
        }
        var (kept, gone) = (await HookAsync(), await HookAsync());
        var owner = People.Organisation with { Id = Guid.Parse("00000000-0000-4000-8000-0000000000aa") };
        return new()
        {
            [$"GET {path}"] = new($"{path}?limit=100", Trace: $"{id}"), [$"POST {path}/{{id}}/read"] = new($"{path}/{id}/read"),
            [$"GET {hooks}"] = new(hooks, Trace: kept) { Owner = owner }, [$"DELETE {hooks}/{{id}}"] = new($"{hooks}/{gone}") { Owner = owner },
            [$"GET {hooks}/{{id}}/deliveries"] = new($"{hooks}/{kept}/deliveries") { Owner = owner },
        };
    }

    private static async Task<Dictionary<string, Sample>> SupervisionAsync(WholePlatform platform)
    {
        const string path = "/api/supervision/v1";
        var told = new Told();
        await platform.Supervision.DeliverAsync(told.Accepted);
        await platform.Supervision.DeliverAsync(new IrregularityFound(told.CaseId, told.Accepted.CaseNumber, told.Accepted.At, "unlisted-material", "x", null, true, told.Accepted.Matter.Name, told.Department));
        return new()
        {
            [$"GET {path}/irregularities"] = new($"{path}/irregularities?limit=100", Trace: $"{told.CaseId}"),
            [$"GET {path}/cases"] = new($"{path}/cases?limit=100", Trace: $"{told.CaseId}"),
            [$"GET {path}/cases/{{caseId}}"] = new($"{path}/cases/{told.CaseId}"),
            [$"GET {path}/figures"] = new($"{path}/figures", Trace: told.Department),
        };
    }

    private static HttpRequestMessage Keyed(string path, object body) =>
        new(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } } };

    private static async Task<string> IdAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
