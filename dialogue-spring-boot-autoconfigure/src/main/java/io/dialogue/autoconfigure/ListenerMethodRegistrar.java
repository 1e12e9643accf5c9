package io.dialogue.autoconfigure;

import java.lang.reflect.Method;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventRegistry;
import io.dialogue.hook.Listeners;

/**
 * Registers the methods of beans that are annotated with {@link DialogueListener}, once
 * all singletons are there.
 */
final class ListenerMethodRegistrar implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<Listeners> listeners;

	private final ObjectProvider<EventRegistry> registry;

	private final ObjectProvider<EventCodec> codec;

	private final ObjectProvider<ConfiguredRooms> rooms;

	ListenerMethodRegistrar(ConfigurableListableBeanFactory beanFactory, ObjectProvider<Listeners> listeners,
			ObjectProvider<EventRegistry> registry, ObjectProvider<EventCodec> codec,
			ObjectProvider<ConfiguredRooms> rooms) {
		this.beanFactory = beanFactory;
		this.listeners = listeners;
		this.registry = registry;
		this.codec = codec;
		this.rooms = rooms;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String beanName : this.beanFactory.getBeanNamesForType(Object.class)) {
			if (!ScopedProxyUtils.isScopedTarget(beanName)) {
				register(beanName);
			}
		}
	}

	private void register(String beanName) {
		Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		if (type == null || !AnnotationUtils.isCandidateClass(type, DialogueListener.class)) {
			return;
		}
		Map<Method, DialogueListener> methods = MethodIntrospector.selectMethods(type, this::findAnnotation);
		methods.forEach((method, annotation) -> register(beanName, method, annotation));
	}

	private @Nullable DialogueListener findAnnotation(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, DialogueListener.class);
	}

	private void register(String beanName, Method method, DialogueListener annotation) {
		EventCodec codec = this.codec.getObject();
		ListenerTarget target = new ListenerTargets(this.registry.getObject(), this.rooms.getObject()).find(method,
				annotation);
		Method invocable = invocable(beanName, method);
		this.listeners.getObject()
			.addLasting(target.roomId(), target.eventName(),
					new ListenerMethod(() -> this.beanFactory.getBean(beanName), invocable, target, codec));
	}

	private Method invocable(String beanName, Method method) {
		try {
			return AopUtils.selectInvocableMethod(method, this.beanFactory.getType(beanName));
		}
		catch (IllegalStateException ex) {
			throw new DialogueConfigurationException(
					"@DialogueListener method " + ListenerTargets.describe(method)
							+ " cannot be called on the proxy of bean '" + beanName + "'.",
					"Make it neither private nor final, and declare it in an interface of the bean or use "
							+ "class-based proxies (spring.aop.proxy-target-class=true).",
					ex);
		}
	}

}
