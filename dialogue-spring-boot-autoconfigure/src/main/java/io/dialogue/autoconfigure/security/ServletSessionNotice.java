package io.dialogue.autoconfigure.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Says at start what would else be searched for long: that who logged in by form is not
 * recognised.
 */
final class ServletSessionNotice implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ServletSessionNotice.class);

	@Override
	public void afterSingletonsInstantiated() {
		logger.warn("The servlet container keeps its sessions to itself: who logged in there is not recognised on "
				+ "Dialogue's port. Add Spring Session to share them.");
	}

}
