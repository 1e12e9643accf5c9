package io.dialogue.autoconfigure.actuate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.dialogue.autoconfigure.DialogueAutoConfiguration;
import io.dialogue.autoconfigure.DialogueEventTypes;
import io.dialogue.autoconfigure.DialogueJsonSchemaAutoConfiguration;
import io.dialogue.autoconfigure.DialogueSocketIoAutoConfiguration;
import io.dialogue.autoconfigure.actuate.DialogueEndpoint.DialogueDescriptor;
import io.dialogue.autoconfigure.app.Message;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.room.RoomDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Metrics, health and the endpoint within an application.
 */
class DialogueActuatorTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, MetricsAutoConfiguration.class,
				DialogueAutoConfiguration.class, DialogueSocketIoAutoConfiguration.class,
				DialogueMetricsAutoConfiguration.class, DialogueHealthContributorAutoConfiguration.class,
				DialogueEndpointAutoConfiguration.class))
		.withBean(DialogueEventTypes.class, () -> DialogueEventTypes.of(Message.class))
		.withPropertyValues("dialogue.server.port=0", "dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.max-size=5",
				"dialogue.rooms.chat.events=message", "management.endpoints.web.exposure.include=dialogue",
				"management.endpoints.jmx.exposure.include=dialogue");

	@Test
	void metricsAreRecorded() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			DialogueTemplate template = context.getBean(DialogueTemplate.class);
			template.trigger("chat", new Message("Hi", "ann", null)).get(5, TimeUnit.SECONDS);
			template.createRoom(RoomDefinition.builder("made-by-a-client", "Own").events("*").build());
			template.trigger("made-by-a-client", "whatever", 1).get(5, TimeUnit.SECONDS);
			assertThat(registry.get("dialogue.events").tags("room", "chat", "event", "message").counter().count())
				.isOne();
			assertThat(registry.get("dialogue.events").tags("room", "dynamic", "event", "undeclared").counter().count())
				.isOne();
			assertThat(
					registry.get("dialogue.event.duration").tag("room", "chat").timer().totalTime(TimeUnit.NANOSECONDS))
				.isPositive();
			assertThat(registry.get("dialogue.rooms").gauge().value()).isEqualTo(2);
			assertThat(registry.get("dialogue.connections").gauge().value()).isZero();
		});
	}

	@Test
	void whenThereIsNoMeterRegistryThereAreNoMetrics() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(DialogueMetrics.class)
			.doesNotHaveBean(DialogueGauges.class));
	}

	@Test
	void withoutActuatorAndMicrometerAnApplicationStarts() {
		new ApplicationContextRunner().withUserConfiguration(OnlyDialogue.class)
			.withPropertyValues("dialogue.server.port=0")
			.withClassLoader(new FilteredClassLoader("io.micrometer.core", "org.springframework.boot.actuate",
					"org.springframework.boot.health", "org.springframework.boot.micrometer", "com.networknt"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DialogueTemplate.class)
				.hasSingleBean(GatewayServer.class)
				.doesNotHaveBean(DialogueMetrics.class)
				.doesNotHaveBean("dialogueGauges")
				.doesNotHaveBean("dialogueHealthIndicator")
				.doesNotHaveBean("dialogueEndpoint"));
	}

	@Test
	void withActuatorAndMicrometerAllIsThere() {
		new ApplicationContextRunner().withUserConfiguration(WholeApplication.class)
			.withPropertyValues("dialogue.server.port=0", "management.endpoints.web.exposure.include=*",
					"management.endpoints.jmx.exposure.include=*")
			.run((context) -> assertThat(context).hasSingleBean(MicrometerDialogueMetrics.class)
				.hasBean("dialogueGauges")
				.hasBean("dialogueHealthIndicator")
				.hasBean("dialogueEndpoint"));
	}

	@Test
	void whenUserDefinesMetricsDefaultBacksOff() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(DialogueMetrics.class, () -> DialogueMetrics.NONE)
			.run((context) -> assertThat(context).doesNotHaveBean(MicrometerDialogueMetrics.class)
				.hasSingleBean(DialogueGauges.class));
	}

	@Test
	void healthIsUpWhileTheServerRuns() {
		this.contextRunner.run((context) -> {
			Health health = context.getBean(DialogueHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("port", context.getBean(GatewayServer.class).port())
				.containsEntry("clients", 0)
				.containsEntry("rooms", 1);
			context.getBean(GatewayServer.class).stop();
			health = context.getBean(DialogueHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.getDetails()).doesNotContainKey("port");
		});
	}

	@Test
	void healthIsOutOfServiceWhileOneOfSeveralServersDrains() {
		GatewayServer draining = mock();
		given(draining.drain(any(Duration.class))).willReturn(CompletableFuture.completedStage(null));
		this.contextRunner.withBean("draining", GatewayServer.class, () -> draining)
			.run((context) -> assertThat(context.getBean(DialogueHealthIndicator.class).health().getStatus())
				.isEqualTo(Status.OUT_OF_SERVICE));
	}

	@Test
	void healthIndicatorBacksOff() {
		this.contextRunner.withPropertyValues("management.health.dialogue.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DialogueHealthIndicator.class));
		this.contextRunner.withPropertyValues("dialogue.server.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(DialogueHealthIndicator.class));
	}

	@Test
	void endpointListsRoomsAndCounts() {
		this.contextRunner.withPropertyValues("dialogue.rooms.quiet.name=Quiet").run((context) -> {
			DialogueEndpoint endpoint = context.getBean(DialogueEndpoint.class);
			DialogueDescriptor descriptor = endpoint.dialogue(null);
			assertThat(descriptor.port()).isEqualTo(context.getBean(GatewayServer.class).port());
			assertThat(descriptor.clients()).isZero();
			assertThat(descriptor.roomCount()).isEqualTo(2);
			assertThat(descriptor.servers())
				.containsExactly(new DialogueEndpoint.ServerDescriptor("socketio", descriptor.port(), true));
			assertThat(descriptor.rooms()).containsExactly(new DialogueEndpoint.RoomDescriptor("chat", "Chat", 0, 5),
					new DialogueEndpoint.RoomDescriptor("quiet", "Quiet", 0, null));
			assertThat(endpoint.dialogue(1).rooms()).hasSize(1);
			context.getBean(GatewayServer.class).stop();
			assertThat(endpoint.dialogue(1).port()).isNull();
		});
	}

	@Test
	void endpointBacksOff() {
		this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=health",
					"management.endpoints.jmx.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(DialogueEndpoint.class));
		DialogueEndpoint own = mock();
		this.contextRunner.withBean(DialogueEndpoint.class, () -> own)
			.run((context) -> assertThat(context).getBean(DialogueEndpoint.class).isSameAs(own));
	}

	@EnableAutoConfiguration
	static final class WholeApplication {

	}

	@ImportAutoConfiguration({ DialogueAutoConfiguration.class, DialogueSocketIoAutoConfiguration.class,
			DialogueJsonSchemaAutoConfiguration.class, DialogueMetricsAutoConfiguration.class,
			DialogueHealthContributorAutoConfiguration.class, DialogueEndpointAutoConfiguration.class })
	static final class OnlyDialogue {

	}

}
