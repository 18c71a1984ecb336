# Run by cpack on what goes into the Debian package: what Debian wants otherwise than `cmake --install` does it.
set(share ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share)
set(doc ${share}/doc/salesctl)

file(RENAME ${doc}/LICENSE ${doc}/copyright)
if(EXISTS ${doc}/LICENSE.echarts)
  file(READ ${doc}/LICENSE.echarts echarts)
  file(APPEND ${doc}/copyright "\n\nApache ECharts, which is part of the program:\n\n${echarts}")
  file(REMOVE ${doc}/LICENSE.echarts)
endif()
file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)

string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${doc}/changelog "salesctl (${CPACK_PACKAGE_VERSION}) stable; urgency=medium\n\n"
  "  * What changed stands in README.md, under Changes.\n\n -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
file(GLOB pages ${share}/man/man?/*)
execute_process(COMMAND gzip -9nf ${doc}/changelog ${pages} COMMAND_ERROR_IS_FATAL ANY)

# One package holds the program and the library with its headers. The program starts faster with static libraries.
file(WRITE ${share}/lintian/overrides/salesctl
  "salesctl: package-name-doesnt-match-sonames *\n"
  "salesctl: link-to-shared-library-in-wrong-package *\n"
  "salesctl: embedded-library *\n")
# Whatever the umask of who packs.
file(CHMOD ${doc}/changelog.gz ${share}/lintian/overrides/salesctl
     PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
file(CHMOD_RECURSE ${CPACK_TEMPORARY_INSTALL_DIRECTORY} DIRECTORY_PERMISSIONS
     OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
