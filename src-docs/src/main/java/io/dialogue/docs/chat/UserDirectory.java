package io.dialogue.docs.chat;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Stands for whatever knows the users' names.
 */
@Component
class UserDirectory {

	String displayName(String userId) {
		return StringUtils.capitalize(userId);
	}

}
