package io.dialogue.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

import io.dialogue.hook.Authenticator;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookRegistry.Hooks;
import io.dialogue.hook.RoomAuthorizer;
import io.dialogue.hook.RoomHooks;
import io.dialogue.hook.SocketHooks;

/**
 * Finds the hooks among the beans, each kind in its order. Asked at first use only, so
 * that hooks may inject what calls them.
 */
final class HookBeans implements Supplier<Hooks> {

	private final ListableBeanFactory beanFactory;

	HookBeans(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Hooks get() {
		return new Hooks(authenticator(), ordered(SocketHooks.class), ordered(ClientHooks.class),
				ordered(RoomHooks.class), ordered(EventHooks.class), ordered(RoomAuthorizer.class));
	}

	private @Nullable Authenticator authenticator() {
		String[] names = this.beanFactory.getBeanNamesForType(Authenticator.class);
		Authenticator authenticator = this.beanFactory.getBeanProvider(Authenticator.class).getIfUnique();
		if (names.length > 1 && authenticator == null) {
			throw new DialogueConfigurationException(
					"There are " + names.length + " authenticators, while one decides who a client is: '"
							+ String.join("', '", names) + "'.",
					"Remove all but one, mark one as @Primary, or let one bean ask the others.");
		}
		return authenticator;
	}

	private <H> List<H> ordered(Class<H> type) {
		return this.beanFactory.getBeanProvider(type).orderedStream().toList();
	}

}
