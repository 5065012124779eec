@echo off
rem Runs Chainrule from its sources, as the script `chainrule` does elsewhere: finds a JDK 25, builds
rem when the sources are newer than the last build, and starts from a cache of loaded classes.
rem
rem CHAINRULE_JAVA_OPTS holds further options for the JVM.
setlocal EnableExtensions DisableDelayedExpansion

set "MAIN_CLASS=dev.chainrule.cli.Main"
set "TRAINING=check examples/three_parameters.py"
set "HERE=%~dp0"
set "MODULE=cli"
set "OUT=%HERE%cli\target"
set "PROFILES=quick"
if not "%~1"=="bench" goto :chosen
rem Measuring is a program of its own, built when it is first asked for; DJL is one more.
set "MODULE=bench"
set "MAIN_CLASS=dev.chainrule.bench.Main"
set "OUT=%HERE%bench\target"
for %%a in (%*) do if "%%~a"=="--djl" set "OUT=%HERE%bench\target\djl"& set "PROFILES=quick,djl"
:chosen
set "APP=%OUT%\app"
set "STAMP=%OUT%\app.stamp"
set "CACHE=%OUT%\app.aot"

set "JDK="
if defined JAVA_HOME call :try "%JAVA_HOME%"
for %%j in (javac.exe) do if not "%%~$PATH:j"=="" call :try "%%~dp$PATH:j.."
for %%v in ("Eclipse Adoptium" "Java" "Microsoft" "Zulu" "Amazon Corretto" "BellSoft") do (
  for /d %%d in ("%ProgramFiles%\%%~v\*") do call :try "%%~d"
)
for /d %%d in ("%USERPROFILE%\.jdks\*") do call :try "%%~d"
if not defined JDK (
  echo chainrule: needs a JDK 25 and found none ^(looked at JAVA_HOME, the PATH and the usual folders^); get one from https://adoptium.net>&2
  exit /b 2
)

call :sources_changed
if errorlevel 1 (
  call :build
  if errorlevel 1 exit /b 2
)

set "CLASS_PATH="
for %%j in ("%APP%\*.jar") do call set "CLASS_PATH=%%CLASS_PATH%%%%~fj;"
rem An empty name at the end would stand for the current folder.
set "CLASS_PATH=%CLASS_PATH:~0,-1%"

if "%MODULE%"=="cli" if not exist "%CACHE%" (
  "%JDK%\bin\java.exe" -XX:AOTCacheOutput="%CACHE%" -XX:+UseSerialGC -Dchainrule.kernels=plain -cp "%CLASS_PATH%" %MAIN_CLASS% %TRAINING% >"%OUT%\cache.log" 2>&1 <nul
)

rem The commands that compute for long get the Vector API, and make small tensors where the cache is
rem and large ones beside (docs/adr/0013); the others start quickly.
set "OPTIONS=-XX:AOTCache="%CACHE%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Dchainrule.kernels=plain"
for %%c in (train bench lab) do if "%~1"=="%%c" set "OPTIONS=--add-modules=jdk.incubator.vector -XX:+UseSerialGC -Xmn12m -XX:PretenureSizeThreshold=256k -XX:InitialRAMPercentage=0.8"
if "%MODULE%"=="bench" set "OPTIONS=%OPTIONS% --enable-native-access=ALL-UNNAMED"
"%JDK%\bin\java.exe" %OPTIONS% -Xlog:disable %CHAINRULE_JAVA_OPTS% -cp "%CLASS_PATH%" %MAIN_CLASS% %*
exit /b %ERRORLEVEL%

rem Sets JDK to the folder %1 if that is a JDK 25 and none was found before.
:try
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /b /r /c:"JAVA_VERSION=.25[^0-9]" "%~1\release" >nul && set "JDK=%~f1"
exit /b 0

rem Error level 1 if a source is newer than the last build, or there was none.
:sources_changed
if not exist "%STAMP%" exit /b 1
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; $roots = @($env:HERE + 'pom.xml', ($env:HERE + '*\pom.xml'), ($env:HERE + '*\src\main')); $new = Get-Item $roots | ForEach-Object { $_; if ($_.PSIsContainer) { Get-ChildItem -LiteralPath $_.FullName -Recurse } } | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1; exit [int][bool]$new"
exit /b %ERRORLEVEL%

rem The time of the build is when it began: what is saved meanwhile is built next time.
:build
if exist "%OUT%\classes" (
  echo building chainrule ^(sources changed^) ...>&2
) else (
  echo building chainrule ^(first use, about a minute^) ...>&2
)
where mvn >nul 2>&1
if errorlevel 1 (
  echo chainrule: needs Maven to build and found no mvn on the PATH; get it from https://maven.apache.org>&2
  exit /b 2
)
if not exist "%OUT%" mkdir "%OUT%"
if exist "%STAMP%" del "%STAMP%"
if exist "%CACHE%" del "%CACHE%"
if exist "%APP%" rmdir /s /q "%APP%"
type nul >"%STAMP%.new"
set "JAVA25_HOME=%JDK%"
if not defined JAVA_HOME set "JAVA_HOME=%JDK%"
pushd "%HERE%"
call mvn -B -q -ntp -P%PROFILES% -Dstyle.color=never -Dmaven.test.skip=true -pl %MODULE% -am package >"%OUT%\build.log" 2>&1 <nul
if errorlevel 1 (
  popd
  type "%OUT%\build.log" >&2
  echo chainrule: the build failed; what Maven said is above and in %OUT%\build.log>&2
  exit /b 2
)
popd
move /y "%STAMP%.new" "%STAMP%" >nul
exit /b 0
