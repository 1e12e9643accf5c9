package io.dialogue.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.autoconfigure.app.Message;
import io.dialogue.autoconfigure.app.Typing;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.EventMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Methods that listen.
 */
class DialogueListenerTests {

	private static final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

	private final ApplicationContextRunner contextRunner = TestContexts.withYaml("""
			dialogue:
			  events:
			    anything: {}
			  rooms:
			    chat:
			      name: Chat
			      events: [message, typing, anything]
			    wild:
			      name: Wild
			      events: ["*"]
			""");

	@BeforeEach
	void clear() {
		heard.clear();
	}

	@Test
	void takesThePayload() {
		this.contextRunner.withBean(Payloads.class).run((context) -> {
			trigger(context.getBean(DialogueTemplate.class), "wild", new Message("Hi", "ann", null));
			assertThat(next()).isEqualTo(new Message("Hi", "ann", null));
		});
	}

	@Test
	void takesTheMessageOfOneRoom() {
		this.contextRunner.withBean(OneRoom.class).run((context) -> {
			DialogueTemplate template = context.getBean(DialogueTemplate.class);
			trigger(template, "wild", new Typing(false));
			trigger(template, "chat", new Typing(true));
			assertThat(next()).isInstanceOfSatisfying(EventMessage.class, (message) -> {
				assertThat(message.roomId()).isEqualTo("chat");
				assertThat(message.data()).isEqualTo(new Typing(true));
			});
		});
	}

	@Test
	void takesEverything() {
		this.contextRunner.withBean(Everything.class).run((context) -> {
			DialogueTemplate template = context.getBean(DialogueTemplate.class);
			template.trigger("chat", "anything", 7).get(5, TimeUnit.SECONDS);
			trigger(template, "chat", new Typing(true));
			assertThat(List.of(next(), next())).containsExactly("anything", "typing");
		});
	}

	@Test
	void convertsWhatHasNoType() {
		this.contextRunner.withBean(Conversions.class).run((context) -> {
			DialogueTemplate template = context.getBean(DialogueTemplate.class);
			template.trigger("wild", "score", Map.of("points", 3)).get(5, TimeUnit.SECONDS);
			assertThat(List.of(next(), next())).containsExactlyInAnyOrder(new Score(3), "{\"points\":3}");
		});
	}

	@Test
	void isCalledThroughClassBasedProxies() {
		this.contextRunner.withUserConfiguration(Proxies.class).withBean("listener", Payloads.class).run((context) -> {
			trigger(context.getBean(DialogueTemplate.class), "chat", new Message("Hi", "ann", null));
			assertThat(List.of(next(), next())).containsExactly("intercepted", new Message("Hi", "ann", null));
		});
	}

	@Test
	void privateMethodOfAProxyIsExplained() {
		this.contextRunner.withUserConfiguration(Proxies.class)
			.withBean("listener", PrivateMethod.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOfSatisfying(DialogueConfigurationException.class, (failure) -> {
					assertThat(failure.getDescription()).isEqualTo(
							"@DialogueListener method DialogueListenerTests.PrivateMethod.hear cannot be called on the "
									+ "proxy of bean 'listener'.");
					assertThat(failure.getAction()).startsWith("Make it neither private nor final");
				}));
	}

	@Test
	void failureOfOneListenerKeepsNoOtherFromHearing() {
		this.contextRunner.withBean(Failing.class).withBean(Payloads.class).run((context) -> {
			trigger(context.getBean(DialogueTemplate.class), "chat", new Message("Hi", "ann", null));
			assertThat(next()).isEqualTo(new Message("Hi", "ann", null));
		});
	}

	private static void trigger(DialogueTemplate template, String roomId, Object payload) throws Exception {
		template.trigger(roomId, payload).get(5, TimeUnit.SECONDS);
	}

	private static Object next() throws InterruptedException {
		Object next = heard.poll(5, TimeUnit.SECONDS);
		assertThat(next).isNotNull();
		return next;
	}

	record Score(int points) {

	}

	static class Payloads {

		@DialogueListener
		void hear(Message message) {
			heard.add(message);
		}

	}

	static class OneRoom {

		@DialogueListener(room = "chat")
		void hear(EventMessage<Typing> message) {
			heard.add(message);
		}

	}

	static class Everything {

		@DialogueListener
		void hear(EventMessage<?> message) {
			heard.add(message.event());
		}

	}

	static class Conversions {

		@DialogueListener(event = "score")
		void hear(Score score) {
			heard.add(score);
		}

		@DialogueListener(event = "score")
		void hear(JsonNode score) {
			heard.add(score.toString());
		}

	}

	static class PrivateMethod {

		@DialogueListener
		private void hear(Message message) {
		}

	}

	static class Failing {

		@DialogueListener
		void hear(Message message) {
			throw new IllegalStateException("on purpose");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxies {

		@Bean
		static BeanNameAutoProxyCreator proxyCreator() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("listener");
			creator.setProxyTargetClass(true);
			creator.setInterceptorNames("interceptor");
			return creator;
		}

		@Bean
		static MethodInterceptor interceptor() {
			return (invocation) -> {
				if (invocation.getMethod().getName().equals("hear")) {
					heard.add("intercepted");
				}
				return invocation.proceed();
			};
		}

	}

}
