package io.dialogue.autoconfigure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

import io.dialogue.event.EventCodec;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventMessageListener;

/**
 * Calls a bean's method for each event.
 */
final class ListenerMethod implements EventMessageListener<Object> {

	private final Supplier<Object> bean;

	private final Method method;

	private final ListenerTarget target;

	private final EventCodec codec;

	ListenerMethod(Supplier<Object> bean, Method method, ListenerTarget target, EventCodec codec) {
		this.bean = bean;
		this.method = method;
		this.target = target;
		this.codec = codec;
		ReflectionUtils.makeAccessible(method);
	}

	@Override
	public void onEvent(EventMessage<Object> message) throws Exception {
		onEvent(message, null);
	}

	@Override
	public void onEvent(EventMessage<Object> message, @Nullable Principal sender) throws Exception {
		Object payload = payload(message.data());
		Object argument = this.target.takesMessage() ? withPayload(message, payload) : payload;
		try {
			if (this.target.takesSender()) {
				this.method.invoke(this.bean.get(), argument, sender);
			}
			else {
				this.method.invoke(this.bean.get(), argument);
			}
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
		}
	}

	private @Nullable Object payload(@Nullable Object data) {
		return (data != null) ? this.codec.convert(data, this.target.payloadType()) : null;
	}

	private static EventMessage<Object> withPayload(EventMessage<Object> message, @Nullable Object payload) {
		return (payload == message.data()) ? message : new EventMessage<>(message.event(), message.roomId(), payload,
				message.from(), message.timestamp(), message.meta(), message.id(), message.offset());
	}

	@Override
	public String toString() {
		return ListenerTargets.describe(this.method);
	}

}
