using GovPlatform.AppHost;

// The whole topology, once. Aspire runs it in containers or publishes it; deploy/local runs it over local processes.
var builder = DistributedApplication.CreateBuilder(args);
builder.AddTarget();

// Without containers, both servers are where the configured connection strings say.
var postgres = builder.HasServers() ? null : builder.AddPostgres("postgres").WithDataVolume();
var broker = builder.HasServers() ? builder.AddConnectionString("rabbitmq") : builder.AddRabbitMQ("rabbitmq").WithManagementPlugin().WithDataVolume();
var secrets = builder.AddSecrets();

// Each service has a database of its name, the broker, and tokens to check.
var identity = builder.AddService<Projects.Identity>("identity", postgres, broker, secrets);

var matters = builder.AddService<Projects.Matters>("matters", postgres, broker, secrets)
    .WithFiles()
    .WithReference(identity);

var certificates = builder.AddService<Projects.Certificates>("certificates", postgres, broker, secrets)
    .WithFiles()
    .WithReference(identity);

var intake = builder.AddService<Projects.Intake>("intake", postgres, broker, secrets)
    .WithFiles()
    .WithReference(identity)
    .WithReference(matters)
    .WithReference(certificates);

var approval = builder.AddService<Projects.Approval>("approval", postgres, broker, secrets)
    .WithReference(identity);

var evaluation = builder.AddService<Projects.Evaluation>("evaluation", postgres, broker, secrets)
    .WithReference(identity);

var appointments = builder.AddService<Projects.Appointments>("appointments", postgres, broker, secrets)
    .WithReference(identity);

var crossregion = builder.AddService<Projects.CrossRegion>("crossregion", postgres, broker, secrets)
    .WithReference(identity);

var notifications = builder.AddService<Projects.Notifications>("notifications", postgres, broker, secrets)
    .WithReference(identity);

var supervision = builder.AddService<Projects.Supervision>("supervision", postgres, broker, secrets)
    .WithReference(identity).WithReference(intake).WithReference(approval).WithReference(evaluation);

builder.AddProject<Projects.Gateway>("gateway")
    .WithExternalHttpEndpoints()
    .WithHealth()
    .WithSettings(secrets)
    .WithReference(identity).WaitFor(identity)
    .WithReference(matters).WaitFor(matters)
    .WithReference(intake).WaitFor(intake)
    .WithReference(approval).WaitFor(approval)
    .WithReference(certificates).WaitFor(certificates)
    .WithReference(evaluation).WaitFor(evaluation)
    .WithReference(appointments).WaitFor(appointments)
    .WithReference(crossregion).WaitFor(crossregion)
    .WithReference(notifications).WaitFor(notifications)
    .WithReference(supervision).WaitFor(supervision);

builder.Build().Run();
