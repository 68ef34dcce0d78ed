using System.Globalization;
using System.Text.Json.Nodes;
using GovPlatform.Matters.Importing;

namespace GovPlatform.Matters.Exchange;

/// <summary>One field of the national exchange tables.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Key">The column of the sheets that says the same; null where none does.</param>
/// <param name="Value">What goes out, where that is not the column as it stands.</param>
internal sealed record ExchangeField(string Name, string? Key = null, Func<Entry, JsonNode?>? Value = null);

/// <summary>The fields of the national exchange tables (国家政务服务平台, 事项 general): basic and extended, and those of a material.</summary>
internal static class ExchangeFields
{
    public static IReadOnlyList<ExchangeField> Matter { get; } =
    [
        new("row_guid", null, e => $"{e.Matter.Id:N}"), new("task_name", "name"), new("catalog_code", "basic_code"), new("local_catalog_code"), new("task_code", "code"), new("local_task_code"),
        new("task_handle_item", null, e => $"{e.Matter.Code}01"), new("task_type", "matter_type"), new("task_version", null, e => e.Matter.Version),
        new("task_state", null, e => LiveCodes.StateOf(e.Matter.Status)), new("by_law", "legal_basis"), new("power_source", "power_source"), new("use_level", "exercise_level"),
        new("dept_name", "department_name"), new("dept_code", "department"), new("dept_type", "body_nature"), new("entrust_name", "entrusted_by"),
        new("anticipate_day", "statutory_days"), new("anticipate_type", "statutory_unit"), new("anticipate_explain", "statutory_note"),
        new("promise_day", "promised_days"), new("promise_type", "promised_unit"), new("promise_explain", "promised_note"),
        new("accept_condition", "conditions"), new("handle_flow", "flow"), new("special_procedure", "special_procedure"), new("is_fee", "has_fee"), new("fee_basis", "fee_basis"),
        new("server_type", "audience"), new("project_type", "handling_type"), new("handle_type", "handling_forms"), new("limit_scene_num", "visits"), new("is_single_login"),
        new("link_addr", "online_address"), new("mobile_terminal_url", "mobile_address"), new("transact_addr", "place"), new("transact_time", "hours"),
        new("link_way", "enquiry_ways", LinkWay), new("supervise_way", "supervision_phone"),
        new("plan_effective_date", null, e => Day(e.Matter.EffectiveOn)), new("plan_cancel_date", null, e => Day(e.Matter.RetireOn)),
        new("cd_operation", null, e => e.Matter.Status == MatterStatus.Retired ? "D" : e.Matter.Version == 1 ? "I" : "U"),
        new("cd_time", null, e => (e.Matter.UpdatedAt + ChinaTime.Offset).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)),
        new("cd_batch", null, e => $"{e.Matter.Code[2..8]}{ChinaTime.Date(e.Matter.UpdatedAt):yyyyMMdd}"),
        new("is_entry_center", "in_hall"), new("handle_area", "service_scope"), new("other_dept", "joint_departments"), new("service_type", "intermediary"),
        new("result_type", "result_type"), new("result_name", "result_name"), new("result_guid", "result_sample"), new("is_schedule", "appointment"), new("is_pay_online", "online_payment"),
        new("is_express", "express"), new("is_service_terminals", "self_service"), new("is_online", "online"), new("online_handle_depth", "online_depth"),
        new("online_handle_url", "online_address"), new("limit_scene_explain", "visits_reason"), new("user_topic_type", "user_topics"), new("corp_topic_type", "corp_topics"),
        new("town_name"), new("village_name"),
    ];

    public static IReadOnlyList<ExchangeField> Material { get; } =
    [
        new("material_name", "name"), new("material_type", "kind"), new("material_format", "form"), new("is_need", "requirement"), new("form_guid", "blank_form"), new("example_guid", "sample"),
        new("source_type", "source_channel"), new("source_explain", "source"), new("page_num", "originals", e => e.Paper!.Originals ?? e.Paper.Copies), new("page_format", "page_format"),
        new("fill_explain", "fill_note"), new("accept_stand", "accept_standard"), new("by_law", "legal_basis"), new("order_num", "serial"),
    ];

    /// <summary>The national name of a column, for those who read a report; the column's own where there is none.</summary>
    public static string NameOf(IReadOnlyList<ExchangeField> fields, string key) => fields.FirstOrDefault(field => field.Key == key)?.Name ?? key;

    private static JsonNode? LinkWay(Entry entry)
    {
        var ways = string.Join('、', entry.Elements.EnquiryWays.Select(way => CodeSets.EnquiryWay.GetValueOrDefault(way, way)));
        return entry.Elements.EnquiryPhone is { } phone ? $"{ways}：{phone}" : ways;
    }

    private static JsonNode? Day(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
