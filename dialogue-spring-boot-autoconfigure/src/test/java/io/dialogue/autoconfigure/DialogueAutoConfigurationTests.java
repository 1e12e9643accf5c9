package io.dialogue.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.corundumstudio.socketio.Configuration;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.autoconfigure.app.Message;
import io.dialogue.broker.BrokerSettings;
import io.dialogue.broker.EventBroker;
import io.dialogue.broker.InMemoryEventBroker;
import io.dialogue.client.ClientRegistry;
import io.dialogue.client.InMemoryClientRegistry;
import io.dialogue.client.MessageEncoder;
import io.dialogue.core.DialogueOperations;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.error.DialogueException;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;
import io.dialogue.event.TriggerResult;
import io.dialogue.gateway.DefaultDialogueGateway;
import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.gateway.Revocations;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.RoomHooks;
import io.dialogue.membership.DefaultRoomManager;
import io.dialogue.membership.InMemoryMembershipStore;
import io.dialogue.membership.MembershipStore;
import io.dialogue.membership.RoomDirectory;
import io.dialogue.membership.RoomManager;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.pipeline.EventChain;
import io.dialogue.pipeline.EventStep;
import io.dialogue.ratelimit.Bucket4jRateLimiter;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomEvents;
import io.dialogue.socketio.SocketIoGatewayServer;
import io.dialogue.socketio.SocketIoServerCustomizer;
import io.dialogue.socketio.SocketIoServerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * The beans of an application, and how they make room for its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class DialogueAutoConfigurationTests {

	private static final String CHAT = """
			dialogue.rooms.chat:
			  name: Chat Room
			  description: Where people talk
			  events: [message]
			  server-events: [typing]
			  default-subscriptions: [message, typing]
			  max-size: 50
			  sync-history-on-join: 20
			""";

	private final ApplicationContextRunner contextRunner = TestContexts.withEvents();

	@Test
	void everythingIsThereByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(DialogueTemplate.class)
			.hasSingleBean(EventRegistry.class)
			.hasSingleBean(EventCodec.class)
			.hasSingleBean(EventValidator.class)
			.hasSingleBean(EventBroker.class)
			.hasSingleBean(MembershipStore.class)
			.hasSingleBean(RateLimiter.class)
			.hasSingleBean(RoomManager.class)
			.hasSingleBean(DialogueGateway.class)
			.hasSingleBean(GatewayServer.class)
			.doesNotHaveBean(DialogueMetrics.class));
	}

	static Stream<Arguments> backOffs() {
		return Stream.of(Arguments.of(EventBroker.class, InMemoryEventBroker.class),
				Arguments.of(MembershipStore.class, InMemoryMembershipStore.class),
				Arguments.of(RateLimiter.class, Bucket4jRateLimiter.class),
				Arguments.of(RoomManager.class, DefaultRoomManager.class),
				Arguments.of(DialogueGateway.class, DefaultDialogueGateway.class),
				Arguments.of(DialogueOperations.class, DialogueTemplate.class));
	}

	@ParameterizedTest
	@MethodSource("backOffs")
	@SuppressWarnings("unchecked")
	void whenUserDefinesBeanDefaultBacksOff(Class<?> contract, Class<?> implementation) {
		Class<Object> type = (Class<Object>) contract;
		Object own = mock(type);
		this.contextRunner.withBean("own", type, () -> own)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(contract)
				.doesNotHaveBean(implementation));
	}

	@Test
	void whenUserDefinesCodecDefaultBacksOff() {
		EventCodec own = new EventCodec(new JsonMapper());
		this.contextRunner.withBean("own", EventCodec.class, () -> own)
			.run((context) -> assertThat(context).getBean(EventCodec.class).isSameAs(own));
	}

	@Test
	void whenUserDefinesValidatorDefaultBacksOff() {
		EventValidator own = new EventValidator(new EventCodec(new JsonMapper()), null);
		this.contextRunner.withBean("own", EventValidator.class, () -> own)
			.run((context) -> assertThat(context).getBean(EventValidator.class).isSameAs(own));
	}

	@Test
	void whenUserDefinesSubclassOfTemplateDefaultBacksOff() {
		this.contextRunner.withBean(OwnTemplate.class)
			.run((context) -> assertThat(context).getBean(DialogueTemplate.class).isInstanceOf(OwnTemplate.class));
	}

	@Test
	void whenUserDefinesRegistryDefaultBacksOff() {
		EventRegistry own = new EventRegistry(List.of(EventDefinition.of("own")));
		this.contextRunner.withBean("own", EventRegistry.class, () -> own)
			.run((context) -> assertThat(context).getBean(EventRegistry.class).isSameAs(own));
	}

	@Test
	void whenUserDefinesClientRegistryDefaultBacksOff() {
		InMemoryClientRegistry own = new InMemoryClientRegistry();
		this.contextRunner.withBean("own", InMemoryClientRegistry.class, () -> own)
			.run((context) -> assertThat(context).getBean(InMemoryClientRegistry.class).isSameAs(own));
	}

	@Test
	void whenUserDefinesMetricsTheyAreUsed() {
		DialogueMetrics own = mock();
		TestContexts.withYaml(CHAT).withBean(DialogueMetrics.class, () -> own).run((context) -> {
			context.getBean(DialogueTemplate.class).trigger("chat", message()).get(5, TimeUnit.SECONDS);
			verify(own).published(eq("chat"), eq("message"), anyInt(), anyLong());
		});
	}

	@Test
	void whenUserDefinesServerDefaultBacksOff() {
		SocketIoGatewayServer own = new SocketIoGatewayServer(
				SocketIoServerSettings.builder().host("localhost").port(0).build(), List.of());
		this.contextRunner.withBean("own", SocketIoGatewayServer.class, () -> own)
			.run((context) -> assertThat(context).getBean(GatewayServer.class).isSameAs(own));
	}

	@Test
	void otherServersStandBesideTheDefault() {
		GatewayServer other = mock();
		given(other.transport()).willReturn("other");
		given(other.drain(any())).willReturn(CompletableFuture.completedStage(null));
		this.contextRunner.withBean("other", GatewayServer.class, () -> other).run((context) -> {
			assertThat(context.getBeansOfType(GatewayServer.class)).hasSize(2);
			verify(other).start(context.getBean(DialogueGateway.class));
		});
		verify(other).stop();
	}

	@Test
	void whenServerIsDisabledThereIsNone(CapturedOutput output) {
		this.contextRunner.withPropertyValues("dialogue.server.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(DialogueTemplate.class)
				.doesNotHaveBean(GatewayServer.class));
		assertThat(output).doesNotContain("No Authenticator");
	}

	@Test
	void roomManagerOfTheApplicationIsAskedForTheRooms() {
		RoomManager own = mock();
		TestContexts.withYaml(CHAT)
			.withBean(RoomManager.class, () -> own)
			.run((context) -> verify(own).create(any(RoomDefinition.class)));
	}

	@Test
	void propertiesBecomeDefinitions() {
		TestContexts.withYaml(CHAT).run((context) -> {
			RoomDefinition room = context.getBean(RoomManager.class).find("chat").definition();
			assertThat(room).isEqualTo(RoomDefinition.builder("chat", "Chat Room")
				.description("Where people talk")
				.maxSize(50)
				.events("message")
				.serverEvents(List.of("typing"))
				.defaultSubscriptions("message", "typing")
				.historyOnJoin(20)
				.label("chat")
				.build());
		});
	}

	@Test
	void keysInBracketsAndUnderscoresStayAsTheyAre() {
		TestContexts.withYaml("""
				dialogue.rooms:
				  "[game:lobby]":
				    name: Lobby
				    events: ["*"]
				    sync-history-on-join: true
				  side_Room-2:
				    name: Side
				    sync-history-on-join: false
				  key:
				    id: other.id
				    name: Other
				""").run((context) -> {
			RoomManager rooms = context.getBean(RoomManager.class);
			assertThat(rooms.all()).extracting(Room::id).containsExactly("game:lobby", "side_Room-2", "other.id");
			assertThat(rooms.find("game:lobby").definition().historyOnJoin()).isEqualTo(RoomDefinition.ALL_HISTORY);
			assertThat(rooms.find("side_Room-2").definition().historyOnJoin()).isZero();
		});
	}

	@Test
	void eventsComeFromTypesAndFromProperties() {
		TestContexts.withYaml("""
				dialogue.events:
				  alert:
				    schema: classpath:schemas/alert.json
				    description: Something happened
				    history-limit: 5
				    echo: false
				  "[user:joined]":
				    type: java.util.LinkedHashMap
				  anything: {}
				""").run((context) -> {
			EventRegistry registry = context.getBean(EventRegistry.class);
			assertThat(registry.all()).extracting(EventDefinition::name)
				.containsExactlyInAnyOrder("message", "typing", "alert", "user:joined", "anything");
			EventDefinition alert = registry.find("alert");
			assertThat(alert.schema()).isNotNull();
			assertThat(alert.description()).isEqualTo("Something happened");
			assertThat(alert.historyLimit()).isEqualTo(5);
			assertThat(alert.echo()).isFalse();
			assertThat(registry.find("user:joined").payloadType()).isEqualTo(LinkedHashMap.class);
			assertThat(registry.find("message").historyLimit()).isEqualTo(50);
		});
	}

	@Test
	void eventsAreFoundInThePackagesOfTheApplication() {
		TestContexts.withoutEvents()
			.withUserConfiguration(Packages.class)
			.run((context) -> assertThat(context.getBean(DialogueEventTypes.class).classNames())
				.contains(Message.class.getName()));
	}

	@Test
	void eventsAreFoundWhereTheScanSays() {
		TestContexts.withoutEvents()
			.withUserConfiguration(Scan.class)
			.run((context) -> assertThat(context.getBean(DialogueEventTypes.class).classNames())
				.containsExactly(Message.class.getName(), "io.dialogue.autoconfigure.app.Typing"));
	}

	@Test
	void withoutPackagesThereAreNoEvents() {
		TestContexts.withoutEvents().run((context) -> assertThat(context.getBean(EventRegistry.class).all()).isEmpty());
	}

	@Test
	void hooksAreCalledInTheirOrderAndMayInjectTheTemplate() {
		TestContexts.withYaml(CHAT)
			.withBean(Calls.class)
			.withBean(SecondHook.class)
			.withBean(FirstHook.class)
			.run((context) -> {
				context.getBean(DialogueTemplate.class).trigger("chat", message()).get(5, TimeUnit.SECONDS);
				assertThat(context.getBean(Calls.class).names).containsExactly("first", "second");
			});
	}

	@Test
	void stepsOfTheApplicationJoinThePipeline() {
		EventStep step = mock();
		given(step.getOrder()).willReturn(EventStep.VALIDATION + 50);
		given(step.apply(any(EventExchange.class), any(EventChain.class)))
			.willReturn(CompletableFuture.completedStage(new TriggerResult("own", null, null, 7)));
		TestContexts.withYaml(CHAT)
			.withBean(EventStep.class, () -> step)
			.run((context) -> assertThat(context.getBean(DialogueTemplate.class)
				.trigger("chat", message())
				.get(5, TimeUnit.SECONDS)
				.recipients()).isEqualTo(7));
	}

	@Test
	void roomHooksSeeTheRoomsOfTheConfiguration() {
		List<String> created = new CopyOnWriteArrayList<>();
		TestContexts.withYaml(CHAT).withBean(RoomHooks.class, () -> new RoomHooks() {
			@Override
			public void onCreated(Room room) {
				created.add(room.id());
			}
		}).run((context) -> assertThat(created).containsExactly("chat"));
	}

	@Test
	void customizersChangeTheServer() {
		SocketIoServerCustomizer customizer = mock();
		this.contextRunner.withBean(SocketIoServerCustomizer.class, () -> customizer)
			.run((context) -> verify(customizer).customize(any(Configuration.class)));
	}

	@Test
	void withoutAuthenticatorAWarningSaysSo(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(output).containsOnlyOnce("Nothing authenticates clients"));
	}

	@Test
	void withAuthenticatorThereIsNoWarning(CapturedOutput output) {
		Authenticator authenticator = (handshake) -> AuthenticationResult.accept("ann");
		this.contextRunner.withBean(Authenticator.class, () -> authenticator).run((context) -> {
			assertThat(context.getBean(HookRegistry.class).authenticator()).isSameAs(authenticator);
			assertThat(output).doesNotContain("No Authenticator");
		});
	}

	@Test
	void constraintsAreChecked() {
		TestContexts.withYaml(CHAT)
			.run((context) -> assertThatException()
				.isThrownBy(() -> context.getBean(DialogueTemplate.class)
					.trigger("chat", new Message("", "ann", null))
					.get(5, TimeUnit.SECONDS))
				.withCauseInstanceOf(DialogueException.class));
	}

	@Test
	void withoutValidationProviderConstraintsAreNotChecked() {
		TestContexts.withYaml(CHAT)
			.withClassLoader(new FilteredClassLoader(
					new ClassPathResource("META-INF/services/jakarta.validation.spi.ValidationProvider")))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(Validator.class);
				context.getBean(DialogueTemplate.class)
					.trigger("chat", new Message("", "ann", null))
					.get(5, TimeUnit.SECONDS);
			});
	}

	@Test
	void withoutJsonMapperBeanThereIsOneOfItsOwn() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DialogueAutoConfiguration.class, DialogueSocketIoAutoConfiguration.class))
			.withPropertyValues("dialogue.server.port=0")
			.run((context) -> assertThat(context).hasSingleBean(DialogueTemplate.class));
	}

	@Test
	void withoutJsonSchemaValidatorThereIsNoFactory() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(PayloadSchemaFactory.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader("com.networknt"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PayloadSchemaFactory.class));
	}

	@Test
	void whenUserDefinesSchemaFactoryDefaultBacksOff() {
		PayloadSchemaFactory own = mock();
		this.contextRunner.withBean(PayloadSchemaFactory.class, () -> own)
			.run((context) -> assertThat(context).hasSingleBean(PayloadSchemaFactory.class)
				.doesNotHaveBean(JsonSchemaFactory.class));
	}

	@Test
	void executorOfTheApplicationIsLeftAlone() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(Executor.class).hasBean("applicationTaskExecutor"));
	}

	@Test
	void defaultsOfTheBrokerAreTheCores() {
		this.contextRunner
			.run((context) -> assertThat(new DialogueSettings(context.getBean(DialogueProperties.class)).broker())
				.isEqualTo(BrokerSettings.DEFAULTS));
	}

	private static Message message() {
		return new Message("Hi", "ann", null);
	}

	static final class OwnTemplate extends DialogueTemplate {

		OwnTemplate(RoomManager rooms, RoomEvents events, ClientRegistry clients, MessageEncoder encoder,
				Revocations revocations) {
			super(rooms, events, clients, encoder, revocations);
		}

	}

	static final class Calls {

		private final List<String> names = new CopyOnWriteArrayList<>();

	}

	@Order(1)
	record FirstHook(DialogueTemplate template, Calls calls) implements EventHooks {

		@Override
		public HookDecision beforeEach(EventExchange exchange) {
			this.calls.names.add("first");
			return HookDecision.accept();
		}

	}

	@Order(2)
	record SecondHook(DialogueTemplate template, RoomDirectory rooms, Calls calls) implements EventHooks {

		@Override
		public HookDecision beforeEach(EventExchange exchange) {
			this.calls.names.add("second");
			return HookDecision.accept();
		}

	}

	@AutoConfigurationPackage(basePackageClasses = Message.class)
	static final class Packages {

	}

	@DialogueEventScan(basePackageClasses = Message.class)
	static final class Scan {

	}

}
