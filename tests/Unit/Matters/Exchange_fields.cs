using System.Text.Json;
using GovPlatform.Matters;
using GovPlatform.Matters.Exchange;
using GovPlatform.Matters.Importing;

namespace GovPlatform.Tests.Unit.Matters;

/// <summary>The national exchange fields, by name.</summary>
public sealed class Exchange_fields
{
    [Fact]
    public void every_field_of_the_national_tables_is_there()
    {
        const string Main = """
            row_guid task_name catalog_code local_catalog_code task_code local_task_code task_handle_item task_type task_version task_state by_law power_source use_level
            dept_name dept_code dept_type entrust_name anticipate_day anticipate_type anticipate_explain promise_day promise_type promise_explain accept_condition handle_flow
            special_procedure is_fee fee_basis server_type project_type handle_type limit_scene_num is_single_login link_addr mobile_terminal_url transact_addr transact_time
            link_way supervise_way plan_effective_date plan_cancel_date cd_operation cd_time cd_batch
            """;
        const string Extended = """
            is_entry_center handle_area other_dept service_type result_type result_name result_guid is_schedule is_pay_online is_express is_service_terminals is_online
            online_handle_depth online_handle_url limit_scene_explain user_topic_type corp_topic_type town_name village_name
            """;
        const string Material = "material_name material_type material_format is_need form_guid example_guid source_type source_explain page_num page_format fill_explain accept_stand by_law order_num";
        var told = JsonSerializer.SerializeToElement(ExchangeMatter.Of(Matter.Draft(Sheet_columns.Full, 1, Examples.By, Examples.Now)));
        Assert.Equal([.. Words(Main), .. Words(Extended), "materials", "fees", "specials", "questions", "local"], told.EnumerateObject().Select(field => field.Name));
        Assert.Equal([.. Words(Material), "local"], told.GetProperty("materials")[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal(Words("fee_name fee_stand by_law is_desc desc_explain order_num"), told.GetProperty("fees")[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal(Words("special_name special_date special_date_type"), told.GetProperty("specials")[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal(Words("question answer order_num"), told.GetProperty("questions")[0].EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void every_element_goes_out_and_comes_back()
    {
        var matter = Matter.Draft(Sheet_columns.Full, 1, Examples.By, Examples.Now);
        using var file = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new[] { ExchangeMatter.Of(matter) }));
        List<RowError> errors = [];
        var rows = ExchangeRows.Read(file, errors).Select(row => row!.Value).ToList();
        var papers = rows.Skip(1).Select(row => new RowCells(row.Head, row.Row.Line, row.Row.Cells, errors)).ToList();
        var content = MatterCells.Content(new(rows[0].Head, 1, rows[0].Row.Cells, errors), papers, "410497", FormFields.BuiltIn);
        Assert.Empty(errors);
        Assert.Equal(JsonSerializer.Serialize(Sheet_columns.Full, GovJson.Events), JsonSerializer.Serialize(content, GovJson.Events));
    }

    /// <summary>What the national fields say needs no word beside them.</summary>
    [Fact]
    public void beside_the_fields_stands_only_what_they_do_not_say()
    {
        var local = ExchangeMatter.Of(Matter.Draft(Examples.Content(), 1, Examples.By, Examples.Now))["local"]!.AsObject().Select(column => column.Key);
        Assert.Equal(["licence_type", "licence_name", "licence_years", "auto_decide", "enquiry_ways", "enquiry_phone"], local);
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
