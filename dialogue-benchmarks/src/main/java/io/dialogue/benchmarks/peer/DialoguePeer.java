package io.dialogue.benchmarks.peer;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.room.RoomDefinition;
import io.dialogue.socketio.SocketIoGatewayServer;

/**
 * Dialogue as the starter sets it up: validation, history, metrics and rate limits on.
 * Only limits that the load would run into are raised.
 */
final class DialoguePeer implements Peer {

	private final Class<?>[] sources;

	private @Nullable DialogueTemplate template;

	/**
	 * Creates a server that is not started.
	 * @param sources what its application has beside the starter
	 */
	DialoguePeer(Class<?>... sources) {
		this.sources = sources;
	}

	@Override
	public int start(PeerSettings settings) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).sources(this.sources)
			.web(WebApplicationType.NONE)
			.properties(properties(settings.rooms()))
			.run();
		this.template = context.getBean(DialogueTemplate.class);
		return context.getBean(SocketIoGatewayServer.class).port();
	}

	private static Map<String, Object> properties(int rooms) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.main.banner-mode", "off");
		properties.put("dialogue.server.address", "127.0.0.1");
		properties.put("dialogue.server.port", 0);
		properties.put("dialogue.limits.rooms", 100_000);
		properties.put("dialogue.rate-limits.trigger.permits", 1_000_000);
		properties.put("dialogue.rate-limits.trigger.period", "1s");
		for (int i = 0; i < rooms; i++) {
			String room = "dialogue.rooms." + PeerSettings.room(i);
			properties.put(room + ".name", "Room " + i);
			properties.put(room + ".events", Message.NAME);
			properties.put(room + ".default-subscriptions", Message.NAME);
		}
		return properties;
	}

	@Override
	public void broadcast(String room, Message message) {
		if (this.template != null) {
			this.template.trigger(room, message);
		}
	}

	@Override
	public void createOtherRooms(int count) {
		for (int i = 0; i < count && this.template != null; i++) {
			RoomDefinition definition = RoomDefinition.builder("other-" + i, "Other")
				.events(Message.NAME)
				.defaultSubscriptions(Message.NAME)
				.build();
			this.template.createRoom(definition).join();
		}
	}

	/**
	 * An application without anything but the starter.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
