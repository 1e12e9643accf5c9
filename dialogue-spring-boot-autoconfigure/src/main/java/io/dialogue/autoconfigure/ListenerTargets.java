package io.dialogue.autoconfigure;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.client.ClientIdentity;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventName;
import io.dialogue.event.EventRegistry;
import io.dialogue.room.RoomDefinition;

/**
 * Finds out what a listener's method listens to, and refuses those that could never be
 * called.
 */
final class ListenerTargets {

	private final EventRegistry registry;

	private final ConfiguredRooms rooms;

	ListenerTargets(EventRegistry registry, ConfiguredRooms rooms) {
		this.registry = registry;
		this.rooms = rooms;
	}

	ListenerTarget find(Method method, DialogueListener annotation) {
		boolean takesSender = method.getParameterCount() == 2
				&& method.getParameterTypes()[1].isAssignableFrom(ClientIdentity.class);
		if (method.getParameterCount() != 1 && !takesSender) {
			throw new DialogueConfigurationException(
					"@DialogueListener method " + describe(method) + " has " + method.getParameterCount()
							+ " parameters.",
					"Give it one: an EventMessage<T>, or the payload itself; and perhaps a Principal.");
		}
		checkRoom(method, annotation.room());
		ResolvableType parameter = ResolvableType.forMethodParameter(method, 0);
		boolean takesMessage = parameter.resolve(Object.class) == EventMessage.class;
		Class<?> payloadType = (takesMessage ? parameter.getGeneric(0) : parameter).resolve(Object.class);
		String eventName = annotation.event().isEmpty() ? eventOf(method, payloadType, takesMessage)
				: checkEvent(method, annotation.event(), payloadType);
		return new ListenerTarget(annotation.room(), eventName, ClassUtils.resolvePrimitiveIfNecessary(payloadType),
				takesMessage, takesSender);
	}

	private void checkRoom(Method method, String room) {
		if (!room.isEmpty() && !this.rooms.contains(room)) {
			List<String> ids = this.rooms.definitions().stream().map(RoomDefinition::id).toList();
			throw new DialogueConfigurationException(
					"@DialogueListener method " + describe(method) + " listens to room '" + room
							+ "', which the configuration does not declare.",
					"Correct the room" + NearestName.suggest(room, ids) + ", or declare dialogue.rooms." + room
							+ ". For a room that is created at run time, call DialogueTemplate.on(...).");
		}
	}

	private String eventOf(Method method, Class<?> payloadType, boolean takesMessage) {
		EventDefinition definition = this.registry.find(payloadType);
		if (definition != null) {
			return definition.name();
		}
		if (takesMessage && payloadType == Object.class) {
			return EventName.ANY;
		}
		throw new DialogueConfigurationException(
				"@DialogueListener method " + describe(method) + " takes " + payloadType.getName()
						+ ", which is the payload of no event.",
				"Annotate " + payloadType.getSimpleName() + " with @DialogueEvent, name the event as in "
						+ "@DialogueListener(event = \"chat-message\"), or take an EventMessage<T>.");
	}

	private String checkEvent(Method method, String event, Class<?> payloadType) {
		if (event.equals(EventName.ANY)) {
			return event;
		}
		EventDefinition definition = this.registry.find(event);
		if (definition == null && !admitsAny()) {
			Set<String> names = this.registry.all().stream().map(EventDefinition::name).collect(Collectors.toSet());
			throw new DialogueConfigurationException(
					"@DialogueListener method " + describe(method) + " listens to event '" + event
							+ "', which nothing declares.",
					"Correct the event" + NearestName.suggest(event, names)
							+ ", or annotate a record with @DialogueEvent(\"" + event + "\").");
		}
		checkPayload(method, event, (definition != null) ? definition.payloadType() : null, payloadType);
		return event;
	}

	private static void checkPayload(Method method, String event, @Nullable Class<?> carried, Class<?> taken) {
		if (carried != null && !taken.isAssignableFrom(carried) && !JsonNode.class.isAssignableFrom(taken)
				&& !taken.isInterface()) {
			throw new DialogueConfigurationException(
					"@DialogueListener method " + describe(method) + " takes " + taken.getName() + ", while event '"
							+ event + "' carries " + carried.getName() + ".",
					"Take " + carried.getSimpleName() + " or EventMessage<" + carried.getSimpleName() + ">.");
		}
	}

	/** Where clients may trigger any event, one that nothing declares may come. */
	private boolean admitsAny() {
		return this.rooms.events().anyMatch((events) -> events.contains(EventName.ANY));
	}

	static String describe(Method method) {
		return ClassUtils.getShortName(method.getDeclaringClass()) + "." + method.getName();
	}

}
